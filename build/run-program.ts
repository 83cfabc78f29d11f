import { spawn } from "node:child_process";
import { root } from "./root.ts";

export interface ProgramResult {
  readonly code: number;
  /** stdout and stderr as they came. */
  readonly text: string;
}

/**
 * Runs a program of Node in the repository and waits for its end; it ends with this process.
 * @param args the program's file and its words
 * @param options.show also passes its output on
 */
export function runProgram(
  args: readonly string[],
  options: { show?: boolean; env?: Record<string, string> } = {},
): Promise<ProgramResult> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...options.env },
    });
    const end = (): void => void child.kill();
    const onSignal = (signal: NodeJS.Signals): void => {
      end();
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    process.once("exit", end);
    process.once("SIGINT", onSignal);
    process.once("SIGTERM", onSignal);
    let text = "";
    const take = (bytes: Buffer): void => {
      text += bytes.toString();
      if (options.show === true) process.stdout.write(bytes);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => (text += `${error.message}\n`));
    child.on("close", (code) => {
      process.removeListener("exit", end);
      process.removeListener("SIGINT", onSignal);
      process.removeListener("SIGTERM", onSignal);
      done({ code: code ?? 1, text });
    });
  });
}
