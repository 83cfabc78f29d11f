import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { messyPeople } from "./messy-people.ts";

/** Python's own csv module, which knows nothing of us: all cells of a file as JSON. */
const program = `
import csv, json, sys
csv.field_size_limit(10_000_000)
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    print(json.dumps(list(csv.reader(file, strict=True))))
`;
const python = spawnSync("python3", ["--version"]).status === 0;

describe("Python's csv module", () => {
  test.runIf(python)("reads the same values from the same columns", () => {
    const folder = mkdtempSync(join(tmpdir(), "crosschart-csv-"));
    try {
      const { files, values } = encodeCsv(messyPeople(300));
      let seen = 0;
      for (const [i, { name, bytes }] of files.entries()) {
        const path = join(folder, name);
        writeFileSync(path, bytes);
        const done = spawnSync("python3", ["-c", program, path], { maxBuffer: 1 << 30 });
        expect(done.stderr.toString()).toBe("");
        // The program above prints rows of texts and nothing else.
        const rows = JSON.parse(done.stdout.toString()) as string[][];
        const own = values.filter(({ at }) => at.document === i);
        const filled = rows.slice(1).flatMap((row) => row.slice(i === 0 ? 0 : 2));
        expect(filled.filter((text) => text !== "")).toHaveLength(own.length);
        for (const { value, at } of own) {
          const [, row = "", column = ""] = /^row (\d+), column (.+)$/.exec(at.place) ?? [];
          const text = rows[Number(row) - 1]?.[rows[0]?.indexOf(column) ?? -1];
          if (!("value" in value) || text !== value.value) {
            expect.fail(`${name}, ${at.place}: Python reads ${JSON.stringify(text)}`);
          }
          seen += 1;
        }
      }
      expect(seen).toBe(values.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.skipIf(python)("skipped: there is no python3 on this machine", () => undefined);
});
