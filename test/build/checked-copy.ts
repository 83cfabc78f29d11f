import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface CheckedCopy {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  run(program: string, ...args: string[]): Promise<{ code: number; text: string }>;
  close(): Promise<void>;
}

/** A folder with this repository's check configuration and nothing to check yet. */
export async function checkedCopy(): Promise<CheckedCopy> {
  const folder = await mkdtemp(join(tmpdir(), "crosschart-check-"));
  await cp(join(root, "build/lint"), join(folder, "build/lint"), { recursive: true });
  for (const file of [
    ".oxlintrc.json",
    "tsconfig.base.json",
    "core/tsconfig.json",
    ".prettierrc",
  ]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), await readFile(join(root, file)));
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    remove: (path) => rm(join(folder, path)),
    run: (program, ...args) =>
      new Promise((done) => {
        execFile(
          process.execPath,
          [join(root, "node_modules", program), ...args],
          { cwd: folder, env: { ...process.env, NO_COLOR: "1" } },
          (error, stdout, stderr) => {
            done({ code: error === null ? 0 : Number(error.code), text: stdout + stderr });
          },
        );
      }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
