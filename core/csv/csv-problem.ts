import type { ReadProblem } from "../catalogue/chart.ts";

/** A stretch of a CSV file: the spreadsheet's row number, the text editor's line, bytes (`end` exclusive). */
export interface CsvSpan {
  /** From 1; the header is row 1, and a line break in quotes begins no row. */
  readonly row: number;
  /** From 1; a line ends with LF, CR or CRLF, in quotes too. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A problem as every reader reports it; the sentence names line and byte, the place row and bytes. */
export function csvProblem(
  kind: string,
  says: string,
  span: CsvSpan,
  document: number,
  column?: string,
): ReadProblem {
  const { row, line, start, end } = span;
  const place = column === undefined ? `row ${row}` : `row ${row}, column ${column}`;
  return {
    kind,
    says: `${says} (line ${line}, byte ${start})`,
    at: { resource: `row ${row}`, place, start, end, document },
  };
}

/** Takes problems one by one; an array will do. */
export interface ProblemSink {
  push(problem: ReadProblem): void;
}

/** So many of each kind in a document are told one by one; a hostile file has a million. */
const toldOneByOne = 1000;

/** A sink that counts what goes beyond, so that memory grows with the input and not with its faults. */
export function collectProblems(): ProblemSink & { all(): ReadProblem[] } {
  const told: ReadProblem[] = [];
  const counts = new Map<string, { count: number; firstMore: ReadProblem | null }>();
  return {
    push(problem) {
      const key = `${problem.at?.document ?? -1} ${problem.kind}`;
      const known = counts.get(key) ?? { count: 0, firstMore: null };
      counts.set(key, known);
      known.count += 1;
      if (known.count <= toldOneByOne) told.push(problem);
      else known.firstMore ??= problem;
    },
    all() {
      const more = counts.values().flatMap(({ count, firstMore }): ReadProblem[] => {
        if (firstMore === null) return [];
        const others = count - toldOneByOne;
        const says = `${others} more of this kind stand in the file, the first here: ${firstMore.says}`;
        return [{ ...firstMore, says }];
      });
      return [...told, ...more];
    },
  };
}
