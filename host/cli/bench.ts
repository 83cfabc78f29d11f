import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";

/** `bench`: the figures are measured by a program of build/, in a process of its own. */
export function registerBench(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("bench")
    .description("print each speed as a ratio to its peer, measured side by side")
    .argument("[name]", "only this one: generation, people, hl7, fhir, comparison, storing, memory")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", "\nExample:\n  crosschart bench comparison --json\n")
    .action(async (name: string | undefined, options: { json?: true }) => {
      const file = fileURLToPath(new URL("../../build/bench.ts", import.meta.url));
      if (!existsSync(file)) {
        throw new CliFailure(exitCodes.usage, {
          happened: "This installation came without the benchmarks.",
          safe: "Nothing was done.",
          todo: "Run them in a clone of the repository.",
        });
      }
      const words = [...(name === undefined ? [] : [name]), ...(options.json ? ["--json"] : [])];
      finish(await run([file, ...words], io));
    });
}

function run(args: readonly string[], io: CliIo): Promise<ExitCode> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const stop = (): void => void child.kill("SIGTERM");
    io.signal.addEventListener("abort", stop);
    child.stdout.on("data", (bytes) => io.out(String(bytes)));
    child.stderr.on("data", (bytes) => io.err(String(bytes)));
    child.on("error", () => done(exitCodes.bug));
    child.on("close", (code) => {
      io.signal.removeEventListener("abort", stop);
      done(code === 0 ? exitCodes.ok : code === 2 ? exitCodes.usage : exitCodes.bug);
    });
  });
}
