import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** CSV in UTF-8 with commas and double quotes, from line 1: the tokens of LibreOffice's filter. */
const dialect = "44,34,76,1";
const enUs = 1033;

export type ColumnTypes = "all text" | "guessed";

/**
 * Opens files with LibreOffice's spreadsheet and saves them again into `folder/out`.
 * @param columns text: as a careful person imports them; guessed: as a double click does, with dates,
 *   numbers and formulas recognised
 * @param to `csv`, or flat OpenDocument that shows the type of each cell
 */
export async function convertWithLibreOffice(
  program: string,
  work: {
    readonly folder: string;
    readonly files: readonly string[];
    readonly columns: ColumnTypes;
    readonly to: "csv" | "fods";
  },
): Promise<void> {
  const { folder, files, columns, to } = work;
  const guess = columns === "guessed";
  const types = guess ? "" : Array.from({ length: 999 }, (_, i) => `${i + 1}/2`).join("/");
  // The tokens behind the types: language, quoted as text, special numbers, …, formulas run.
  const read = `CSV:${dialect},${types},${enUs},false,${guess},,,,,,${guess}`;
  // Language, all text quoted, cells as they are shown.
  const write = `Text - txt - csv (StarCalc):${dialect},,${enUs},${!guess},true`;
  await run(
    program,
    [
      // A profile of its own: another LibreOffice may be open, and the person's settings do not count.
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--headless",
      `--infilter=${read}`,
      "--convert-to",
      to === "csv" ? `csv:${write}` : "fods",
      "--outdir",
      join(folder, "out"),
      ...files.map((file) => join(folder, file)),
    ],
    { timeout: 120_000, maxBuffer: 1 << 26 },
  );
}
