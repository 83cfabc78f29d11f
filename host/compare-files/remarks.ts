import type { ReadProblem } from "../../core/catalogue/chart.ts";
import type { ReportNote } from "../../core/compare/report.ts";
import { drawn } from "../report-words.ts";

/** Takes what was found out while reading and is no result: where, and a sentence. */
export type Remark = (note: ReportNote) => void;

/** So many are printed; the report has them all. */
const printed = 20;

/** Collects remarks for the report, and prints the first of them as they come. */
export function collectRemarks(warn: (text: string) => void): {
  readonly remark: Remark;
  /** All of them; says on the way how many were not printed. */
  readonly all: () => readonly ReportNote[];
} {
  const notes: ReportNote[] = [];
  return {
    remark(note) {
      notes.push(note);
      if (notes.length <= printed) warn(`${drawn(note.at)}: ${drawn(note.says)}\n`);
    },
    all() {
      const more = notes.length - printed;
      if (more > 0) warn(`and ${more} more remarks; all stand in the report under --json\n`);
      return notes;
    },
  };
}

/** So many of one kind are told one by one. */
const toldOneByOne = 2;

/** Tells problems, and those of one kind once: two thousand messages that name no character set are one remark. */
export function tellProblems(
  problems: readonly ReadProblem[],
  kindOf: (problem: ReadProblem) => string,
  whereIs: (problem: ReadProblem) => string,
  remark: Remark,
): void {
  for (const group of Map.groupBy(problems, kindOf).values()) {
    const told = group.length > toldOneByOne ? group.slice(0, 1) : group;
    const others =
      told.length === group.length ? "" : ` And ${group.length - 1} more like it below.`;
    for (const problem of told) remark({ at: whereIs(problem), says: `${problem.says}${others}` });
  }
}
