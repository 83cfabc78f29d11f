import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import type { Golden } from "./golden-plan.ts";
import { allBlocks, goldenOf, hashInZone, zones } from "./hash-in-zones.ts";

const file = join(import.meta.dirname, "..", "fixtures", "golden-people.json");

/**
 * Writes the golden hashes of this catalogue version: `node test/determinism/refresh-goldens.ts`. Bytes
 * that changed within a version are refused: whoever has that version would get other people from the
 * same seed. All zones must agree first, over all people.
 * @returns the exit code
 */
async function refresh(): Promise<number> {
  // Written by this program.
  const known = JSON.parse(await readFile(file, "utf8")) as Golden;
  const started = Date.now();
  const [first = [], ...others] = await Promise.all(
    zones.map((zone) => hashInZone(zone, allBlocks)),
  );
  for (const [i, block] of allBlocks.entries()) {
    for (const [z, hashes] of others.entries()) {
      if (JSON.stringify(hashes[i]) === JSON.stringify(first[i])) continue;
      const where = `${zones[z + 1]?.zone} and ${zones[0].zone}`;
      process.stderr.write(`${where} differ in block ${block.number} of ${block.preset}.\n`);
      return 1;
    }
  }
  const presets = goldenOf(first);
  if (known.catalogue === catalogueVersion) {
    if (JSON.stringify(known.presets) === JSON.stringify(presets)) {
      process.stdout.write(`The hashes of ${catalogueVersion} are as they were.\n`);
      return 0;
    }
    process.stderr.write(
      `The people of ${catalogueVersion} have changed. Raise catalogueVersion in ` +
        "core/catalogue/version.ts, or undo the change; nothing was written.\n",
    );
    return 1;
  }
  await writeFile(file, `${JSON.stringify({ catalogue: catalogueVersion, presets }, null, 2)}\n`);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(`Wrote the hashes of ${catalogueVersion} in ${seconds} s.\n`);
  return 0;
}

process.exitCode = await refresh();
