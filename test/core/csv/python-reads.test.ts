import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { csvTables, fixedEntry } from "../../../core/csv/csv-tables.ts";
import { decodeCsvPeople } from "../../../core/csv/decode-csv.ts";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { findStranger } from "../../strangers/find-stranger.ts";
import { linesOf } from "./csv-text.ts";
import { messyPeople } from "./messy-people.ts";

/** Python's own csv module, which knows nothing of us: all cells of a file as JSON. */
const reads = `
import csv, json, sys
csv.field_size_limit(10_000_000)
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    print(json.dumps(list(csv.reader(file, strict=True))))
`;
/** Rows by file name, from a JSON file, as CSV in the dialect that is named. */
const writes = `
import csv, json, os, sys
encoding, end, quoting = sys.argv[2:]
for name, rows in json.load(open(os.path.join(sys.argv[1], "rows.json"), encoding="utf-8")).items():
    with open(os.path.join(sys.argv[1], name), "w", newline="", encoding=encoding) as file:
        csv.writer(file, lineterminator=end, quoting=getattr(csv, quoting)).writerows(rows)
`;
const python = await findStranger("python");

function run(program: string, ...words: readonly string[]): string {
  const done = spawnSync("path" in python ? python.path : "", ["-c", program, ...words], {
    maxBuffer: 1 << 30,
  });
  expect(done.stderr.toString()).toBe("");
  return done.stdout.toString();
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-csv-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("Python's csv module", () => {
  test("reads the same values from the same columns", ({ skip }) => {
    if ("reason" in python) skip(python.reason);
    const { files, values } = encodeCsv(messyPeople(300));
    let seen = 0;
    for (const [i, { name, bytes }] of files.entries()) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      // The program above prints rows of texts and nothing else.
      const rows = JSON.parse(run(reads, path)) as string[][];
      const own = values.filter(({ at }) => at.document === i);
      const texts = own.map(({ value }) =>
        "value" in value ? value.value : value.absent === "empty" ? "" : value.absent,
      );
      const filled = rows.slice(1).flatMap((row) => row.slice(i === 0 ? 0 : 2));
      expect(filled.filter((text) => text !== "")).toHaveLength(
        texts.filter((text) => text !== "").length,
      );
      for (const [n, { at }] of own.entries()) {
        const [, row = "", column = ""] = /^row (\d+), column (.+)$/.exec(at.place) ?? [];
        const text = rows[Number(row) - 1]?.[rows[0]?.indexOf(column) ?? -1];
        if (text !== texts[n]) {
          expect.fail(`${name}, ${at.place}: Python reads ${JSON.stringify(text)}`);
        }
        seen += 1;
      }
    }
    expect(seen).toBe(values.length);
  });

  const hostile = [
    'O\'Brien, "Bud"',
    "First\r\nsecond\nthird",
    "=1+1",
    " 00120 ",
    "𠮷 Nguyễn Þór عبد",
    '"',
    "1;2\t3",
  ];
  test.for([
    ["utf-8", "\r\n", "QUOTE_MINIMAL"],
    ["utf-8", "\n", "QUOTE_ALL"],
    ["utf-8-sig", "\r\n", "QUOTE_NONNUMERIC"],
  ])("writes three values for every column, which are read: %s, %j, %s", (dialect, { skip }) => {
    if ("reason" in python) skip(python.reason);
    const tables = csvTables.map(({ name, list, fields }) => {
      const columns = fields.filter(({ csv }) => csv !== "mrn" && csv !== "mrn_authority");
      const rows = [0, 1, 2].map((n) => [
        list === null ? `0077${String(n)}` : "00771",
        "urn:a",
        ...columns.map((_, i) => hostile[(i + n * 3) % hostile.length] ?? ""),
      ]);
      return { name, columns, rows };
    });
    const files = tables.map(({ name, columns, rows }) => {
      const header = ["mrn", "mrn_authority", ...columns.map(({ csv }) => csv)];
      return [name, [header, ...rows]] as const;
    });
    writeFileSync(join(folder, "rows.json"), JSON.stringify(Object.fromEntries(files)));
    run(writes, folder, ...dialect);
    for (const { name, columns, rows } of tables) {
      const people = decodeCsvPeople([readFileSync(join(folder, name))]);
      expect(people.flatMap(({ observed }) => observed.problems)).toEqual([]);
      const lines = people.map(({ observed }) => linesOf(observed.values));
      for (const [i, column] of columns.entries()) {
        // People are apart already; entries of one person stand in the order of the rows.
        const fixed = fixedEntry(column, 1);
        const read = lines.flatMap((own) =>
          own.filter(([field, entry]) => field === column.id && (fixed ?? entry) === entry),
        );
        const wanted = rows.map((row) => row[i + 2]);
        expect([column.csv, read.map(([, , value]) => value)]).toEqual([column.csv, wanted]);
      }
    }
  });
});
