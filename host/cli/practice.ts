import { makeFolder } from "../make-folder.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { FaultListError, parseFaults } from "../practice/faults/parse-faults.ts";
import { routes } from "../practice/faults/fault.ts";
import type { FaultSwitch, Route } from "../practice/faults/fault.ts";
import { PortBusy } from "../practice/http/practice-server.ts";
import { startPractice } from "../practice/start-practice.ts";
import type { Practice } from "../practice/start-practice.ts";
import { practiceProfile } from "../practice-profile.ts";
import { CliFailure, exitCodes } from "./io.ts";
import { practiceFaultList } from "./practice-faults.ts";
import type { CliIo, ExitCode } from "./io.ts";

interface PracticeCommandOptions {
  readonly faults: string;
  readonly route: string;
  readonly port?: string;
  readonly writeProfiles?: string;
  readonly list?: boolean;
  readonly auth?: boolean;
  readonly json?: boolean;
}

interface ProfileFiles {
  readonly fhir: string;
  readonly mllp: null;
  readonly file: null;
  readonly "two-way": null;
  /** Only on the HL7 route. */
  readonly hl7?: string;
}

/** Name under which the profile asks for the bearer token. */
const practiceSecret = "practice-key";
const secretVariable = "CROSSCHART_SECRET_PRACTICE_KEY";
/** Control, clinic, interface and EMR stand side by side, then the two MLLP doors. */
const highestPort = 65_535 - 5;

/** `practice`: starts the practice systems, says where they are, and stays until it is ended. */
export function registerPractice(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("practice")
    .description("start the practice clinic, interface and EMR on this machine")
    .option(
      "--faults <list>",
      "faults to switch on: ID, ID(value) or ID(name=value;…), or none",
      "none",
    )
    .option(
      "--route <route>",
      "how the interface tells the EMR: fhir, or hl7 (HL7 v2 over MLLP, with real answers)",
      "fhir",
    )
    .option(
      "--port <number>",
      "control's port; clinic, interface and EMR take the next three, the EMR's MLLP door the fifth",
    )
    .option(
      "--write-profiles <folder>",
      "where to write the profiles (default: a temporary folder)",
    )
    .option("--list", "print every fault with its parameters, and start nothing")
    .option("--auth", "require a bearer token on the FHIR addresses")
    .option("--json", "print the addresses as one line of JSON")
    .addHelpText(
      "after",
      '\nExample:\n  crosschart practice --faults "TRUNCATE(30),DATE-SHIFT(days=-1)" --write-profiles profiles\n  crosschart practice --route hl7 --faults "DELIM-SPLIT" --write-profiles profiles\n' +
        "\nThe faults, where each acts and on which route: docs/practice.md; their parameters: --list.\n",
    )
    .action(async (options: PracticeCommandOptions) => {
      if (options.list === true) io.out(practiceFaultList(options.json === true));
      else await practice(options, io);
      finish(exitCodes.ok);
    });
}

async function practice(options: PracticeCommandOptions, io: CliIo): Promise<void> {
  const faults = readFaults(options.faults);
  const route = readRoute(options.route);
  const port = options.port === undefined ? null : readPort(options.port);
  const given = io.env[secretVariable];
  const running = await start({
    faults,
    route,
    ...(port === null ? {} : { port }),
    auth: options.auth === true,
    ...(given ? { key: given } : {}),
  });
  let temporary: string | null = null;
  try {
    if (options.writeProfiles === undefined)
      temporary = mkdtempSync(join(tmpdir(), "practice-profiles-"));
    const folder = temporary ?? resolve(io.cwd, options.writeProfiles ?? "");
    const profiles = writeProfiles(running, folder, route);
    if (options.json === true) {
      io.out(`${JSON.stringify({ ...running.addresses, profiles })}\n`);
    } else io.out(inWords(running, profiles));
    if (running.key !== null) sayKey(io, running.key, given !== undefined && given !== "");
    io.err("The practice is running. End it with Ctrl-C.\n");
    await aborted(io.signal);
  } finally {
    await running.close();
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  }
}

function readFaults(text: string): FaultSwitch[] {
  try {
    return parseFaults(text);
  } catch (error) {
    if (!(error instanceof FaultListError)) throw error;
    throw wrongFaults(error);
  }
}

function wrongFaults({ message }: FaultListError): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: message,
    safe: "Nothing was started.",
    todo: "Correct --faults; see crosschart practice --list.",
    at: "--faults",
  });
}

function readRoute(text: string): Route {
  const route = routes.find((one) => one === text);
  if (route !== undefined) return route;
  throw new CliFailure(exitCodes.usage, {
    happened: `--route must be ${routes.join(" or ")}, not "${text}".`,
    safe: "Nothing was started.",
    todo: "Give one of them, or leave --route out.",
    at: "--route",
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= highestPort) return port;
  throw new CliFailure(exitCodes.usage, {
    happened: `--port must be a whole number from 1 to ${highestPort}, not "${text}".`,
    safe: "Nothing was started.",
    todo: "Give another port, or leave --port out for free ones.",
    at: "--port",
  });
}

async function start(options: Parameters<typeof startPractice>[0]): Promise<Practice> {
  try {
    return await startPractice(options);
  } catch (error) {
    if (error instanceof FaultListError) throw wrongFaults(error);
    if (!(error instanceof PortBusy)) throw error;
    throw new CliFailure(exitCodes.usage, {
      happened: error.message,
      safe: "Nothing was started.",
      todo: "Give another port, or leave --port out for free ones.",
      at: "--port",
    });
  }
}

function writeProfiles(running: Practice, folder: string, route: Route): ProfileFiles {
  const fhir = join(folder, "practice-fhir.jsonc");
  const hl7 = route === "hl7" ? { hl7: join(folder, "practice-hl7.jsonc") } : {};
  const over = "The practice systems on this machine, reached over FHIR. Made-up patients only.";
  try {
    makeFolder(folder);
    writeFileSync(fhir, profileText(running, over, "fhir"));
    if (hl7.hl7 !== undefined) {
      const inside = `${over}\n// Between them the interface tells the EMR as HL7 v2 over MLLP.`;
      writeFileSync(hl7.hl7, profileText(running, inside, "hl7"));
    }
  } catch (error) {
    throw new CliFailure(exitCodes.usage, {
      happened: `The profiles could not be written to ${folder}: ${error instanceof Error ? error.message : "unknown"}`,
      safe: "The practice was stopped again; nothing was sent.",
      todo: "Give --write-profiles a folder that can be written to.",
      at: folder,
    });
  }
  return { fhir, mllp: null, file: null, "two-way": null, ...hl7 };
}

function profileText(running: Practice, comment: string, route: Route): string {
  const auth = { kind: "bearer", token: { secret: practiceSecret } };
  const profile = JSON.stringify(
    practiceProfile(running.addresses, route),
    (_key, value: unknown) =>
      running.key !== null && isFhirWire(value) ? { ...value, auth } : value,
    2,
  );
  return `// ${comment}\n${profile}\n`;
}

function isFhirWire(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    "adapter" in value &&
    value.adapter === "fhir-rest"
  );
}

function inWords(running: Practice, profiles: ProfileFiles): string {
  const { clinic, emr, control } = running.addresses;
  const faults = running.faults().map(({ id }) => id);
  return [
    `Clinic     ${clinic.fhir}   charts ${clinic.page}`,
    `Interface  ${running.addresses.interface.fhir}`,
    `EMR        ${emr.fhir}   charts ${emr.page}`,
    ...(emr.mllp === null ? [] : [`HL7 v2     ${emr.mllp} (MLLP)`]),
    `Control    ${control}`,
    `Profile    ${profiles.hl7 ?? profiles.fhir}`,
    `Faults     ${faults.length === 0 ? "none" : faults.join(", ")}`,
    "",
  ].join("\n");
}

function sayKey(io: CliIo, key: string, known: boolean): void {
  io.err(`The FHIR addresses require a bearer token, the secret "${practiceSecret}".\n`);
  io.err(
    known
      ? `It is the one in ${secretVariable}.\n`
      : `Where you use the profile, set it first:\n  export ${secretVariable}=${key}\n`,
  );
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // An open listener alone does not keep the process alive; the servers do.
  await new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));
}
