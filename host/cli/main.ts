import process from "node:process";

import type { CliIo } from "./io.ts";
import { runCli } from "./run-cli.ts";

/** How long a command may take to put its things away before the process ends anyway. */
const stopLimitMs = 15_000;

/**
 * The program: streams, signals and exit around one command line. Ends the process.
 * @param argv the words after the program's name
 */
export async function main(argv: readonly string[]): Promise<never> {
  const stopping = new AbortController();
  const stop = (signal: "SIGINT" | "SIGTERM", code: number): void => {
    if (stopping.signal.aborted) process.exit(code);
    stopping.abort(signal);
    setTimeout(() => process.exit(code), stopLimitMs).unref();
  };
  process.on("SIGINT", () => stop("SIGINT", 130));
  process.on("SIGTERM", () => stop("SIGTERM", 143));
  const io: CliIo = {
    out: speaker(process.stdout),
    err: speaker(process.stderr),
    errIsTerminal: process.stderr.isTTY,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: stopping.signal,
  };
  const code = await runCli(argv, io);
  await flushed(process.stdout);
  await flushed(process.stderr);
  process.exit(code);
}

/** A reader that went away (`| head`) ends the talking, never the work. */
function speaker(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true;
  stream.on("error", () => (open = false));
  return (text) => {
    if (open) stream.write(text);
  };
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return;
  await new Promise<void>((resolve) => stream.write("", () => resolve()));
}

if (import.meta.main) await main(process.argv.slice(2));
