import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".map": "application/json",
};

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * A file of the built page.
 * @param folder dist/renderer; nothing outside it is ever read, not through a link either
 * @param pathname of the address, still percent-encoded
 * @returns null where there is no such file, or it is of a kind that the page does not have
 */
export async function readAsset(folder: string, pathname: string): Promise<Asset | null> {
  const asked = pathname === "/" ? "/index.html" : pathname;
  try {
    const name = decodeURIComponent(asked);
    const type = types[extname(name)];
    if (type === undefined || name.includes("\0") || name.includes("\\")) return null;
    const root = await realpath(folder);
    const path = await realpath(join(root, name));
    if (!path.startsWith(root + sep)) return null;
    return { type, bytes: await readFile(path) };
  } catch {
    // No such file, or an address that cannot be decoded.
    return null;
  }
}
