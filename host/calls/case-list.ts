import type { Input, Reply } from "../../api/contract.ts";
import { byCodePoint } from "../../core/catalogue/chart.ts";
import type { RunId } from "../../db/ids.ts";
import type { CaseRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import type { RunFindings } from "./run-findings.ts";

type CaseLine = Reply<"case.list">["cases"][number];
type ListQuery = Input<"case.list">;
type Sort = "waiting" | "harm" | "fault" | "name" | "number";

/** `0117`, the number a tester says aloud. */
export function caseNumber(record: Pick<CaseRecord, "position">): string {
  return String(record.position + 1).padStart(4, "0");
}

/** All cases of a run in its order; a run creates at most some hundreds. */
export async function casesOfRun(workspace: Workspace, run: RunId): Promise<readonly CaseRecord[]> {
  const records: CaseRecord[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Workspace["read"]["cases"]["page"]>> =
      await workspace.read.cases.page({ run, after, limit: 1000 });
    records.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return records;
}

export function caseLineOf(record: CaseRecord, findings: RunFindings): CaseLine {
  const found = findings.cases.get(record.id);
  return {
    id: record.id,
    number: caseNumber(record),
    name: record.label,
    verdict: record.verdict ?? "not-compared",
    chips: (found?.chips ?? []).map((chip) => ({ ...chip })),
    differences: found?.differences ?? 0,
    harm: found?.harm ?? null,
    assessment: record.assessed,
    stored: record.stored ?? "not-looked",
  };
}

const counted = {
  allowed: "allowed",
  delta: "delta",
  missing: "missing",
  extra: "extra",
  "not-compared": "notCompared",
  "not-readable": "notReadable",
} as const;

function hasVerdict(record: CaseRecord, verdict: NonNullable<ListQuery["verdict"]>): boolean {
  if (verdict === "match") return record.verdict === "match";
  return (record.counts?.[counted[verdict]] ?? 0) > 0;
}

/** Cases that show the asked fault in the asked field, or in any; null where none is asked for. */
export function carriersOf(
  { fault }: ListQuery,
  { byFault, cases }: RunFindings,
): ReadonlySet<CaseRecord["id"]> | null {
  if (fault === undefined) return null;
  if (fault.field !== null) return new Set(byFault.get(`${fault.id} ${fault.field}`));
  const shows = [...cases].filter(([, { chips }]) => chips.some(({ code }) => code === fault.id));
  return new Set(shows.map(([id]) => id));
}

/** The words of a case that a person may type to find it. */
function wordsOf({ number, name, chips }: CaseLine): readonly string[] {
  return [number, name, ...chips.flatMap((chip) => [chip.short, chip.code])];
}

/** Whether a case stays in the list under its filters; all of them must agree. */
export function staysListed(
  record: CaseRecord,
  line: CaseLine,
  { filter, verdict }: ListQuery,
  carriers: ReturnType<typeof carriersOf>,
): boolean {
  const wanted = filter.trim().toLowerCase();
  return (
    (wanted === "" || wordsOf(line).some((text) => text.toLowerCase().includes(wanted))) &&
    (verdict === undefined || hasVerdict(record, verdict)) &&
    (carriers === null || carriers.has(record.id))
  );
}

const waitsFirst = (line: CaseLine): number =>
  line.assessment === null ? 0 : line.assessment === "cant-tell" ? 1 : 2;

/** In the asked order; equal ones by number. */
export function sortCases(lines: readonly CaseLine[], sort: Sort): CaseLine[] {
  const orders: Readonly<Record<Sort, (a: CaseLine, b: CaseLine) => number>> = {
    waiting: (a, b) => waitsFirst(a) - waitsFirst(b) || (b.harm ?? 0) - (a.harm ?? 0),
    harm: (a, b) => (b.harm ?? 0) - (a.harm ?? 0),
    fault: (a, b) => byCodePoint(a.chips[0]?.short ?? "~", b.chips[0]?.short ?? "~"),
    name: (a, b) => byCodePoint(a.name, b.name),
    number: () => 0,
  };
  return lines.toSorted((a, b) => orders[sort](a, b) || byCodePoint(a.number, b.number));
}
