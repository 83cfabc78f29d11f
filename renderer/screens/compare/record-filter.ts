import { verdictLooks } from "../../parts/sign.tsx";
import type { Row, RowVerdict, Section } from "./case-types.ts";

/** Which rows of the record are asked for; null = all that the screen shows. */
export type RecordFilter =
  | { readonly kind: "verdict"; readonly verdict: RowVerdict }
  | { readonly kind: "fault"; readonly id: string }
  | null;

export function passes(row: Row, filter: RecordFilter): boolean {
  if (filter === null) return true;
  if (filter.kind === "verdict") return row.verdict === filter.verdict;
  return row.faults.some((fault) => fault.id === filter.id);
}

const order: readonly RowVerdict[] = [
  "delta",
  "missing",
  "extra",
  "not-readable",
  "allowed",
  "not-compared",
  "match",
];

/** More chips than this would be a second record. */
const mostFaults = 6;

export interface FilterChoice {
  readonly filter: NonNullable<RecordFilter>;
  readonly look: string;
  readonly label: string;
  readonly title: string;
  readonly count: number;
}

/** What the rows of a case can be narrowed to, each with the number of rows: verdicts, then faults. */
export function filterChoices(sections: readonly Section[]): readonly FilterChoice[] {
  const rows = sections.flatMap((section) => section.rows);
  const verdicts = order.flatMap((verdict): FilterChoice[] => {
    const count = sections.reduce((sum, { counts }) => sum + (counts[verdict] ?? 0), 0);
    const { look, sign, counted, word } = verdictLooks[verdict];
    const filter = { kind: "verdict", verdict } as const;
    return count === 0 ? [] : [{ filter, look, label: `${sign} ${counted}`, title: word, count }];
  });
  const faults = new Map<string, FilterChoice>();
  for (const row of rows) {
    for (const { id, short, long } of row.faults) {
      const count = (faults.get(id)?.count ?? 0) + 1;
      const { look } = verdictLooks[row.verdict];
      const filter = { kind: "fault", id } as const;
      faults.set(id, { filter, look, label: short, title: `${long} · ${id}`, count });
    }
  }
  const most = [...faults.values()].toSorted((a, b) => b.count - a.count).slice(0, mostFaults);
  return [...verdicts, ...most];
}

export function isChosen(choice: FilterChoice, filter: RecordFilter): boolean {
  return JSON.stringify(choice.filter) === JSON.stringify(filter);
}
