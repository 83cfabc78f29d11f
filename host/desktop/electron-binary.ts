import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the desktop shell's package lies; null in a build that came without it. */
export function electronFolder(): string | null {
  try {
    return dirname(fileURLToPath(import.meta.resolve("electron/package.json")));
  } catch {
    return null;
  }
}

const programs: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  linux: "electron",
  win32: "electron.exe",
};

/**
 * The Electron program on disk, complete and of the locked version; null where it is not.
 * @param folder of the package `electron`
 */
export function electronBinary(folder: string, platform: NodeJS.Platform): string | null {
  const program = programs[platform];
  if (program === undefined) return null;
  try {
    // The package writes `path.txt` last, so its absence means a fetch that was cut short.
    readFileSync(join(folder, "path.txt"));
    const has = readFileSync(join(folder, "dist", "version"), "utf8")
      .trim()
      .replace(/^v/, "");
    // package.json of a package that npm has installed.
    const wants = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      version: string;
    };
    if (has !== wants.version) return null;
  } catch {
    return null;
  }
  const path = join(folder, "dist", program);
  return existsSync(path) ? path : null;
}
