import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain, installFolder } from "./run-npm.mjs";
import { withSetUpLock } from "./set-up-lock.mjs";

/**
 * Installs the parts that a folder's lockfile names, once per lockfile and platform.
 * @param {string} root the repository, which holds the lock
 * @param {string} folder the folder with package.json and package-lock.json
 * @param {string} node the Node to run npm with
 * @param {string} label in words
 */
export async function ensureParts(root, folder, node, label) {
  const stamp = join(folder, "node_modules", ".crosschart-parts");
  const wanted = wantedStamp(folder);
  const isThere = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isThere()) return;
  await withSetUpLock(join(root, ".crosschart", "set-up.lock"), async () => {
    if (isThere()) return;
    await installFolder(node, folder, label);
    const missing = missingParts(folder, platformOf());
    if (missing.length > 0) {
      throw explain(`network: npm left out ${missing.slice(0, 5).join(", ")}`, label);
    }
    writeFileSync(stamp, wanted);
  });
}

function wantedStamp(folder) {
  const hash = createHash("sha256").update(readFileSync(join(folder, "package-lock.json")));
  return `${hash.digest("hex")} ${process.platform} ${process.arch}\n`;
}

function platformOf() {
  const { header } = process.report?.getReport() ?? {};
  const libc = header?.glibcVersionRuntime === undefined ? "musl" : "glibc";
  return { os: process.platform, cpu: process.arch, libc };
}

/**
 * Parts of the lockfile that fit this platform and are not on disk. npm reports success when an
 * optional part failed to download, so its word is not enough.
 * @param {string} folder
 * @param {{ os: string, cpu: string, libc: string }} platform
 */
export function missingParts(folder, platform) {
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const missing = [];
  for (const [path, part] of Object.entries(lock.packages)) {
    if (path === "" || part.version === undefined || part.inBundle || part.link) continue;
    if (!fits(part.os, platform.os) || !fits(part.cpu, platform.cpu)) continue;
    if (platform.os === "linux" && !fits(part.libc, platform.libc)) continue;
    // Listed, but asked for by nobody here: optional peers, and parts of another platform's parts.
    const ofAPlatform = part.os !== undefined || part.cpu !== undefined;
    if (part.optional && (part.peer || !ofAPlatform)) continue;
    if (!existsSync(join(folder, path, "package.json"))) missing.push(path);
  }
  return missing;
}

function fits(list, name) {
  if (list === undefined) return true;
  const wanted = Array.isArray(list) ? list : [list];
  if (wanted.includes(`!${name}`)) return false;
  return wanted.every((one) => one.startsWith("!")) || wanted.includes(name);
}
