import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it. Step by step, since Node's own recursive mkdir never comes back from a
 * place where nothing can be made though its parent is there (`/proc`). Throws what the system says.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let at = resolve(path);
  while (!existsSync(at)) {
    missing.push(at);
    at = dirname(at);
  }
  for (const folder of missing.toReversed()) {
    try {
      mkdirSync(folder);
    } catch (thrown) {
      // Somebody else made it in the meantime.
      if (!existsSync(folder)) throw thrown;
    }
  }
}
