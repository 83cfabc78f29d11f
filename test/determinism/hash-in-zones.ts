import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { promisify } from "node:util";
import { goldenBlocks, goldenFormats, type Golden, type GoldenFormat } from "./golden-plan.ts";
import type { Block, BlockHashes } from "./hash-blocks.ts";

const run = promisify(execFile);

/** Machines that differ in what must not count: the day it is, the language, the folder. */
export const zones = [
  { zone: "Pacific/Kiritimati", language: "tr_TR.UTF-8", folder: tmpdir() },
  { zone: "America/St_Johns", language: "C", folder: parse(process.cwd()).root },
  { zone: "UTC", language: "en_US.UTF-8", folder: process.cwd() },
] as const;
export type Zone = (typeof zones)[number];

export function zoneEnv({ zone, language }: Zone): NodeJS.ProcessEnv {
  return { ...process.env, TZ: zone, LC_ALL: language, LANG: language };
}

/** Hashes blocks in a process of its own. */
export async function hashInZone(
  zone: Zone,
  blocks: readonly Block[],
): Promise<readonly BlockHashes[]> {
  const program = join(import.meta.dirname, "hash-blocks.ts");
  const { stdout } = await run(process.execPath, [program, JSON.stringify(blocks)], {
    cwd: zone.folder,
    env: zoneEnv(zone),
    maxBuffer: 1 << 26,
  });
  // What the program prints, one for each block.
  return JSON.parse(stdout) as readonly BlockHashes[];
}

/** Every block of the plan, in order. */
export const allBlocks: readonly Block[] = Object.entries(goldenBlocks).flatMap(([preset, count]) =>
  Array.from({ length: count }, (_, number) => ({ preset, number })),
);

/** One hash per preset and format out of those of all blocks. */
export function goldenOf(hashes: readonly BlockHashes[]): Golden["presets"] {
  const presets: Record<string, Record<GoldenFormat, string>> = {};
  for (const preset of Object.keys(goldenBlocks)) {
    const own = hashes.filter((_, i) => allBlocks[i]?.preset === preset);
    const sum = (format: GoldenFormat): string => {
      const whole = createHash("sha256");
      for (const block of own) whole.update(block[format]);
      return whole.digest("hex");
    };
    const [chart, expectations, fhir, hl7, csv] = goldenFormats.map(sum);
    presets[preset] = {
      chart: chart ?? "",
      expectations: expectations ?? "",
      fhir: fhir ?? "",
      hl7: hl7 ?? "",
      csv: csv ?? "",
    };
  }
  return presets;
}
