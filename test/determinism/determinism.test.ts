import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import golden from "../fixtures/golden-people.json" with { type: "json" };
import { allBlocks, goldenOf, hashInZone, zoneEnv, zones } from "./hash-in-zones.ts";
import type { BlockHashes } from "./hash-blocks.ts";

const refresh = "run node test/determinism/refresh-goldens.ts";

describe("the same seed", () => {
  test("gives ten thousand people the known bytes in every format, whatever the zone, language and folder", async ({
    skip,
  }) => {
    if (golden.catalogue === "") skip(`no version has golden hashes yet: ${refresh}`);
    expect([golden.catalogue, refresh]).toEqual([catalogueVersion, refresh]);
    // Each zone makes every third block; all of them make the first one.
    const shares = await Promise.all(
      zones.map(async (zone, z) => {
        const own = allBlocks.filter((_, i) => i === 0 || i % zones.length === z);
        const hashes = await hashInZone(zone, own);
        return { first: hashes[0], rest: z === 0 ? hashes : hashes.slice(1) };
      }),
    );
    for (const { first } of shares) expect(first).toEqual(shares[0]?.first);
    const hashes = allBlocks.map((_, i): BlockHashes => {
      const found = shares[i % zones.length]?.rest[Math.floor(i / zones.length)];
      if (found === undefined) throw new Error(`block ${i} was not made`);
      return found;
    });
    expect(goldenOf(hashes)).toEqual(golden.presets);
  }, 600_000);

  test.each(["chart", "fhir", "hl7", "csv"])(
    "lets generate --format %s write the same files in every zone, language and folder",
    (format) => {
      const sets = zones.map((zone) => {
        const out = mkdtempSync(join(tmpdir(), "crosschart-zone-"));
        try {
          const words = ["generate", "--seed", "zone", "--count", "25", "--format", format];
          const program = resolve("host/cli/main.ts");
          const ended = spawnSync(process.execPath, [program, ...words, "--out", out], {
            cwd: zone.folder,
            env: zoneEnv(zone),
            encoding: "utf8",
          });
          expect([ended.stderr, ended.status]).toEqual(["", 0]);
          return readdirSync(out)
            .toSorted()
            .map((name) => [name, sha256(readFileSync(join(out, name)))]);
        } finally {
          rmSync(out, { recursive: true });
        }
      });
      expect(sets[0]?.length).toBeGreaterThan(10);
      for (const set of sets) expect(set).toEqual(sets[0]);
    },
  );
});

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
