import type { Command } from "commander";

import type { CliIo, ExitCode } from "./io.ts";

/** Adds one command to the program. Its failures are thrown as CliFailure. */
export type RegisterCommand = (
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
) => void;

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Loads the command's own file; null while it is not built yet. */
  readonly load: (() => Promise<RegisterCommand>) | null;
  /** Runs until it is told to end, so that Ctrl-C and SIGTERM are its normal end. */
  readonly stays?: true;
}

/** Every command, in the order of the help. Only the file of the one that was asked for is loaded. */
export const commands: readonly CommandEntry[] = [
  {
    name: "start",
    summary: "open the workbench: the desktop window, else the browser page",
    load: async () => (await import("./start.ts")).registerStart,
    stays: true,
  },
  {
    name: "generate",
    summary: "write made-up people as files",
    load: async () => (await import("./generate.ts")).registerGenerate,
  },
  {
    name: "fields",
    summary: "print the field catalogue",
    load: async () => (await import("./fields.ts")).registerFields,
  },
  {
    name: "mess",
    summary: "print the ways in which data can be dirty",
    load: async () => (await import("./mess.ts")).registerMess,
  },
  {
    name: "faults",
    summary: "print the translation faults that can be named",
    load: async () => (await import("./faults.ts")).registerFaults,
  },
  { name: "scenarios", summary: "print the test scenarios", load: null },
  {
    name: "practice",
    summary: "start the practice clinic, interface and EMR on this machine",
    load: async () => (await import("./practice.ts")).registerPractice,
    stays: true,
  },
  {
    name: "profile",
    summary: "print the schema of a profile, or check one",
    load: async () => (await import("./profile.ts")).registerProfile,
  },
  {
    name: "run",
    summary: "make, send, wait, read back, compare and name what differs",
    load: async () => (await import("./run.ts")).registerRun,
  },
  {
    name: "probe",
    summary: "settle a finding of a run by the smallest experiment",
    load: async () => (await import("./probe.ts")).registerProbe,
  },
  {
    name: "rules",
    summary: "list, propose, agree to and withdraw rules on what may differ",
    load: async () => (await import("./rules.ts")).registerRules,
  },
  {
    name: "compare",
    summary: "compare records that lie in files or folders",
    load: async () => (await import("./compare.ts")).registerCompare,
  },
  {
    name: "status",
    summary: "print the runs of a workspace",
    load: async () => (await import("./status.ts")).registerStatus,
  },
  {
    name: "cases",
    summary: "print the cases of a workspace",
    load: async () => (await import("./cases.ts")).registerCases,
  },
  {
    name: "failures",
    summary: "print the logged failures of a workspace",
    load: null,
  },
  { name: "evidence", summary: "write the evidence pack", load: null },
  {
    name: "verify",
    summary: "check an evidence pack or a workspace",
    load: null,
  },
  { name: "capsule", summary: "pack a failure for the vendor", load: null },
  { name: "reproduce", summary: "replay a packed failure", load: null },
  {
    name: "cleanup",
    summary: "remove what was created at the partners, and prove it",
    load: async () => (await import("./cleanup.ts")).registerCleanup,
  },
  { name: "monitor", summary: "watch an integration", load: null },
  { name: "load", summary: "send at the rate of a Monday morning", load: null },
  {
    name: "serve",
    summary: "serve the workbench to a browser on this machine",
    load: async () => (await import("./serve.ts")).registerServe,
    stays: true,
  },
  {
    name: "bench",
    summary: "print each speed as a ratio to its peer",
    load: async () => (await import("./bench.ts")).registerBench,
  },
  {
    name: "demo",
    summary: "make a workspace with a finished campaign in it",
    load: null,
  },
];
