import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Installs Debian's own packages, without what they only recommend, where this process may: as root
 * on Debian or one of its children.
 * @returns null when they are installed, else a sentence why not
 */
export async function installFromDebian(packages: readonly string[]): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return "this is not root on Debian, so nothing was installed";
  }
  process.stderr.write(`crosschart: installing Debian's ${packages.join(", ")} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const limits = { timeout: 10 * 60_000, maxBuffer: 64 * 1024 * 1024, env };
  const patience = ["Acquire::http::Timeout=15", "Acquire::Retries=1", "DPkg::Lock::Timeout=300"];
  const quiet = ["-qq", ...patience.flatMap((option) => ["-o", option])];
  try {
    await run("apt-get", [...quiet, "update"], limits);
    await run(
      "apt-get",
      [...quiet, "install", "-y", "--no-install-recommends", ...packages],
      limits,
    );
    return null;
  } catch (error) {
    return `Debian's ${packages.join(", ")} could not be installed (${whyFailed(error)})`;
  }
}

/**
 * Where apt, pip and Maven say why they failed: Maven in its first line of that kind, which goes to
 * stdout, the others in their last line on stderr.
 */
export function whyFailed(error: unknown): string {
  const said = error instanceof Error ? error : new Error(String(error));
  const textOf = (stream: "stdout" | "stderr"): string =>
    stream in said ? String(Reflect.get(said, stream)) : "";
  const lines = `${textOf("stdout")}\n${textOf("stderr")}`
    .split(/\r?\n/)
    .filter((one) => /\w/.test(one));
  return lines.find((line) => line.startsWith("[ERROR]")) ?? lines.at(-1) ?? said.message;
}
