import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeCsv } from "../../../core/csv/decode-csv.ts";
import { encodeCsv, type EncodedCsvFile } from "../../../core/csv/encode-csv.ts";
import { convertWithLibreOffice } from "../../strangers/convert-with-libreoffice.ts";
import { findStranger } from "../../strangers/find-stranger.ts";
import { bytesOf, rowsOf } from "./csv-text.ts";
import { messyPeople } from "./messy-people.ts";

const libreOffice = await findStranger("libreoffice");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-libreoffice-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function convert(
  files: readonly EncodedCsvFile[],
  columns: "all text" | "guessed",
  to: "csv" | "fods",
): Promise<readonly Uint8Array[]> {
  if ("reason" in libreOffice) throw new Error(libreOffice.reason);
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  const names = files.map(({ name }) => name);
  await convertWithLibreOffice(libreOffice.path, { folder, files: names, columns, to });
  return names.map((name) => readFileSync(join(folder, "out", name.replace(/csv$/, to))));
}

const cellsOf = (bytes: Uint8Array): readonly string[][] =>
  rowsOf(bytes).rows.map(({ cells }) => cells.map(({ text }) => text));

/** What no cell of LibreOffice can hold: more than 65,535 characters, and a line end other than LF. */
const inACell = (text: string): string => text.replaceAll(/\r\n?/g, "\n").slice(0, 65_535);

describe("LibreOffice with every column as text", () => {
  test("saves the values of our files as they are, but for CR in a cell", async ({ skip }) => {
    if ("reason" in libreOffice) skip(libreOffice.reason);
    const { files } = encodeCsv(messyPeople(300));
    const saved = await convert(files, "all text", "csv");
    for (const [i, { name, bytes }] of files.entries()) {
      const wanted = cellsOf(bytes).map((row) => row.map(inACell));
      expect([name, cellsOf(saved[i] ?? bytes)]).toEqual([name, wanted]);
    }
  });

  const hostile = [
    "=1+1",
    '=HYPERLINK("http://example.invalid";"x")',
    "+1-1",
    "-5",
    "@SUM(1)",
    "00120",
    "12345678901234567890",
    "1E5",
    "1987-03-04",
    "03/04/1987",
    "MAR1",
    "TRUE",
    " padded ",
    'O\'Brien, "Bud"',
    "two\nlines",
    "'=quoted",
    "1,5",
    "50%",
    "$5",
    "𠮷 Nguyễn Þór عبد",
  ];

  test("runs no formula and turns nothing into a number or a date", async ({ skip }) => {
    if ("reason" in libreOffice) skip(libreOffice.reason);
    const header = hostile.map((_, i) => `last_name_${i + 1}`);
    const quoted = hostile.map((text) => `"${text.replaceAll('"', '""')}"`);
    const bytes = bytesOf(`${header.join(",")}\r\n${quoted.join(",")}\r\n`);
    const files = [{ name: "patients.csv", bytes }];
    const [flat = bytes] = await convert(files, "all text", "fods");
    const sheet = new TextDecoder().decode(flat);
    expect(sheet).not.toContain("table:formula");
    const types = [...sheet.matchAll(/office:value-type="([^"]+)"/g)].map(([, type]) => type);
    expect(types).toEqual(Array<string>(hostile.length * 2).fill("string"));
    const [saved = bytes] = await convert(files, "all text", "csv");
    expect(cellsOf(saved)).toEqual([header, hostile]);
  });
});

describe("what LibreOffice made of a file that was opened by a double click", () => {
  /** Column, value as it was sent, what LibreOffice saves, and what reading says of it. */
  const mangled: readonly (readonly [string, string, string, string | null])[] = [
    ["mrn", "12345678901234567890", "1.23456789012346E+019", "spreadsheet-number"],
    ["legacy_id", "3E10", "3.00E+10", "spreadsheet-number"],
    ["zip", "02134", "2134", "spreadsheet-leading-zero"],
    ["ssn", "001234567", "1234567", "spreadsheet-leading-zero"],
    ["mrn_other", "4/5", "04/05/26", "spreadsheet-date"],
    ["dob", "03/04/1987", "03/04/87", "spreadsheet-date-format"],
    ["birth_time", "2026-01-10 04:12", "2026-01-10 04:12:00", "spreadsheet-date-format"],
    ["deceased", "true", "TRUE", "spreadsheet-boolean"],
    // The blind spots that spreadsheet-traces.ts names: these look as if they had been typed so.
    ["phone_home", "+15550100", "15550100", null],
    ["dl_number", "0012", "12", null],
    // What LibreOffice leaves alone.
    ["email", "pat@example.com", "pat@example.com", null],
  ];

  test("is read, and what can be told from the value alone is said with its place", async ({
    skip,
  }) => {
    if ("reason" in libreOffice) skip(libreOffice.reason);
    const header = mangled.map(([column]) => column).join(",");
    const row = mangled.map(([, sent]) => sent).join(",");
    const bytes = bytesOf(`${header}\r\n${row}\r\n`);
    const [saved = bytes] = await convert([{ name: "patients.csv", bytes }], "guessed", "csv");
    // LibreOffice completes a day of April with the year it is.
    const shown = new TextDecoder().decode(saved).replace(/04\/05\/\d\d/, "04/05/26");
    expect(shown.split(/\r?\n/)[1]).toBe(mangled.map(([, , after]) => after).join(","));
    const { problems } = decodeCsv([bytesOf(shown)]);
    expect(problems.map(({ kind, at }) => [at?.place, kind])).toEqual(
      mangled.flatMap(([column, , , kind]) =>
        kind === null ? [] : [[`row 2, column ${column}`, kind]],
      ),
    );
  });

  test("leaves no trace where it was imported as text", async ({ skip }) => {
    if ("reason" in libreOffice) skip(libreOffice.reason);
    const { files } = encodeCsv(messyPeople(100, "none"));
    const saved = await convert(files, "all text", "csv");
    expect(decodeCsv(saved).problems.filter(({ kind }) => kind !== "another-patient")).toEqual([]);
  });
});
