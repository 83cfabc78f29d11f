import type { HeldExchange, Sought, SoughtRecords } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { countSurely } from "./count-people.ts";
import { bundleOf, fhirOf, isObject, isTrouble } from "./read-answer.ts";
import type { FhirAnswer } from "./read-answer.ts";
import { escapeSearch, searchUrl } from "./search-url.ts";

/** What a record says whose it is (FHIR R4, the elements of each type). */
const about: readonly string[] = ["patient", "subject", "beneficiary"];

/**
 * Looks by their own identifiers for records that are not on a person's chart. They are counted first: only
 * so many answers as were asked for can be ours, and a server that ignores the parameter is asked no further.
 * A chart that they stand on is the same person's where name and birth date lead to it; it is counted, not read.
 */
export async function seekRecords(
  line: HttpLine,
  base: URL,
  { chart, family, birthDate, records }: SoughtRecords,
  signal: AbortSignal,
): Promise<Sought> {
  const exchanges: HeldExchange[] = [];
  const charts = new Map<string, string>();
  const own = new Map<string, boolean>();
  for (const { type, identifiers } of records) {
    const asked = [["identifier", identifiers.map(escapeSearch).join(",")]] as const;
    const counted = await countSurely(line, base, type, asked, signal);
    if (counted.kind !== "counted" || counted.count === 0 || counted.count > identifiers.length)
      continue;
    const url = searchUrl(base, type, asked);
    const exchange = await askHttp(line, { method: "GET", url }, signal);
    exchanges.push(exchange);
    for (const record of recordsIn(exchange)) {
      const on = chartOf(record);
      if (on === null || on === chart) continue;
      if (!own.has(on)) own.set(on, await isSamePerson(line, base, on, family, birthDate, signal));
      const known = own.get(on) === true ? identifiersOf(record) : [];
      for (const text of known) if (identifiers.includes(text)) charts.set(text, `Patient/${on}`);
    }
  }
  return { exchanges, charts };
}

async function isSamePerson(
  line: HttpLine,
  base: URL,
  id: string,
  family: string | null,
  birthDate: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  if (family === null || birthDate === null) return false;
  const asked = [
    ["_id", id],
    ["family", escapeSearch(family)],
    ["birthdate", birthDate],
  ] as const;
  const counted = await countSurely(line, base, "Patient", asked, signal);
  return counted.kind === "counted" && counted.count === 1;
}

function recordsIn(exchange: HeldExchange): readonly FhirAnswer[] {
  const answer = fhirOf(exchange);
  if (isTrouble(answer) || answer.resourceType !== "Bundle") return [];
  return bundleOf(answer).entries.flatMap(({ resource, mode }) =>
    resource === null || mode === "outcome" || mode === "include" ? [] : [resource],
  );
}

function chartOf(record: FhirAnswer): string | null {
  const references = about.map((element) => {
    const value = record[element];
    return isObject(value) ? value["reference"] : undefined;
  });
  const named = references.find((one) => typeof one === "string");
  return (typeof named === "string" && /(?:^|\/)Patient\/([^/]+)$/u.exec(named)?.[1]) || null;
}

function identifiersOf({ identifier }: FhirAnswer): readonly string[] {
  const list: readonly unknown[] = Array.isArray(identifier) ? identifier : [identifier];
  return list.flatMap((one) => {
    const value = isObject(one) ? one["value"] : null;
    return typeof value === "string" ? [value] : [];
  });
}
