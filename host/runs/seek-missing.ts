import type { Observed } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { Sought, SoughtRecords, Wanted } from "../partners/partner.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";

/** Of one kind of record, so many are looked for; the others went the same way. */
const mostOfOneKind = 10;

/** The identifier of a record itself: `AllergyIntolerance.identifier.value`. */
const ownIdentifier = /^([A-Z][A-Za-z]+)(?:\[[^\]]*\])?\.identifier\b/u;

/**
 * Looks elsewhere for records that were sent and are not on the chart that was read: they may stand on a
 * second chart of the person (faults.md 4.7, SPLIT).
 * @returns null where nothing is missing
 */
export async function seekMissing(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  chart: { readonly id: string; readonly round: number; readonly observed: Observed },
  { family, birthDate }: Wanted,
): Promise<Sought | null> {
  const records = missingRecords(work, chart.round, chart.observed);
  if (system.name !== "target" || records.length === 0) return null;
  return system.reader.seek({ chart: chart.id, family, birthDate, records }, context.stop);
}

function missingRecords(
  work: CaseWork,
  round: number,
  observed: Observed,
): SoughtRecords["records"] {
  const there = new Set(observed.values.map(({ value }) => ("value" in value ? value.value : "")));
  const missing = new Map<string, string[]>();
  for (const row of work.charts.charts[round === 1 ? 0 : 1].values) {
    const type = ownIdentifier.exec(fieldById(row.field)?.fhir ?? "")?.[1];
    if (type === undefined || type === "Patient" || row.entry === "") continue;
    if (!("value" in row) || there.has(row.value)) continue;
    const known = missing.get(type) ?? [];
    missing.set(type, known);
    if (known.length < mostOfOneKind) known.push(row.value);
  }
  return [...missing].map(([type, identifiers]) => ({ type, identifiers }));
}
