import { join } from "node:path";
import { root } from "./root.ts";
import { runProgram } from "./run-program.ts";

/** Formats the repository. @returns the exit code */
export async function main(): Promise<number> {
  const prettier = join(root, "node_modules", "prettier", "bin", "prettier.cjs");
  const { code } = await runProgram([prettier, "--write", "--log-level=warn", "."], { show: true });
  return code;
}
