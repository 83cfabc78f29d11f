import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { compareFiles } from "../../../host/compare-files/compare-files.ts";
import type { Report } from "../../../core/compare/report.ts";

export interface Given {
  /** Its ending says nothing but CSV or not. */
  readonly name: string;
  readonly bytes: string | Uint8Array;
}

/** Compares two texts as files of a folder that is gone again. */
export function compareTexts(
  source: Given,
  target: Given,
  warn: (text: string) => void = () => undefined,
): Report {
  const folder = mkdtempSync(join(tmpdir(), "compare-texts-"));
  try {
    const [from, to] = [`source-${source.name}`, `target-${target.name}`];
    writeFileSync(join(folder, from), source.bytes);
    writeFileSync(join(folder, to), target.bytes);
    return compareFiles({ source: from, target: to, cwd: folder, rules: [], all: true, warn });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
