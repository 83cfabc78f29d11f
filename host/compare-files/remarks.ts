import type { ReportNote } from "../../core/compare/report.ts";

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
      if (notes.length <= printed) warn(`${note.at}: ${note.says}\n`);
    },
    all() {
      const more = notes.length - printed;
      if (more > 0) warn(`and ${more} more remarks; all stand in the report under --json\n`);
      return notes;
    },
  };
}
