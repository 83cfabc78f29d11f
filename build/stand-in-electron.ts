import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const says =
  "This is a stand-in: Electron's binary was not at hand when the application was packed.";

/** The parts of Electron's distribution that electron-builder looks for, per platform. */
const files: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ["electron", "chrome_crashpad_handler", "resources/default_app.asar", "locales/en-US.pak"],
  win32: ["electron.exe", "resources/default_app.asar", "locales/en-US.pak"],
};

/**
 * Writes a folder shaped like Electron's distribution, whose program only says what it is.
 * @throws where none is made for this platform (macOS: its bundle is too much to imitate)
 */
export async function makeStandInElectron(folder: string, version: string): Promise<void> {
  const listed = files[process.platform];
  if (listed === undefined) {
    throw new Error("Packaging on this platform needs Electron's binary: npx install-electron.");
  }
  for (const file of listed) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contentOf(file));
  }
  await writeFile(join(folder, "version"), version);
  await writeFile(join(folder, "LICENSE"), says);
  await writeFile(join(folder, "LICENSES.chromium.html"), says);
  if (process.platform === "linux") await chmod(join(folder, "electron"), 0o755);
}

function contentOf(file: string): string | Buffer {
  if (file === "electron") return `#!/bin/sh\necho "${says}" >&2\nexit 1\n`;
  return file.endsWith(".asar") ? emptyArchive() : says;
}

/** An archive of no files: the packager reads it before it puts ours in its place. */
function emptyArchive(): Buffer {
  const header = '{"files":{}}';
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(8 + header.length, 4);
  sizes.writeUInt32LE(4 + header.length, 8);
  sizes.writeUInt32LE(header.length, 12);
  return Buffer.concat([sizes, Buffer.from(header)]);
}
