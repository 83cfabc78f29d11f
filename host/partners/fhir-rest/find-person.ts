import type { FindResult, FindWay, HeldExchange, RecordRef, Trouble, Wanted } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { bundleOf, fhirOf, isTrouble, refOf } from "./read-answer.ts";
import { escapeSearch, searchUrl, tokenOf } from "./search-url.ts";

/**
 * Looks for a person by each way in turn and reports which one found it (decisions.md 6), so that a
 * damaged identifier is seen as that and not as a lost person. Where only a later way found it, the
 * earlier ones are asked once more: the record may have arrived between two questions.
 */
export async function findPerson(
  line: HttpLine,
  base: URL,
  wanted: Wanted,
  ways: readonly FindWay[],
  signal: AbortSignal,
): Promise<FindResult> {
  const first = await findOnce(line, base, wanted, ways, signal);
  if (first.ids.length === 0 || first.exchanges.length === 1) return first;
  const again = await findOnce(line, base, wanted, ways, signal);
  return again.ids.length > 0 ? again : first;
}

async function findOnce(
  line: HttpLine,
  base: URL,
  wanted: Wanted,
  ways: readonly FindWay[],
  signal: AbortSignal,
): Promise<FindResult> {
  const exchanges: HeldExchange[] = [];
  let trouble: Trouble | null = null;
  for (const way of ways) {
    for (const { url, by } of urlsOf(base, wanted, way)) {
      const exchange = await askHttp(line, { method: "GET", url }, signal);
      exchanges.push(exchange);
      const found = peopleIn(exchange);
      if ("kind" in found) {
        // A gone or unknown id is a plain "not found" of this way.
        if (exchange.status !== 404 && exchange.status !== 410) trouble = found;
        if (found.kind !== "refused" && found.kind !== "not-understood") {
          return { ids: [], by: null, exchanges, trouble: found };
        }
      } else if (found.ids.length > 0) return { ids: found.ids, by, exchanges, trouble: null };
    }
  }
  return { ids: [], by: null, exchanges, trouble };
}

function urlsOf(base: URL, wanted: Wanted, way: FindWay): readonly { url: URL; by: string }[] {
  if (way === "receipt") {
    if (wanted.receiptId === null) return [];
    return [{ url: searchUrl(base, `Patient/${wanted.receiptId}`), by: "receipt" }];
  }
  if (way === "demographics") {
    if (wanted.family === null || wanted.birthDate === null) return [];
    const url = searchUrl(base, "Patient", [
      ["family", escapeSearch(wanted.family)],
      ["birthdate", wanted.birthDate],
    ]);
    return [{ url, by: "demographics" }];
  }
  if (way === "sentinel") {
    if (wanted.sentinel === null) return [];
    const url = searchUrl(base, "Patient", [["name:contains", wanted.sentinel]]);
    return [{ url, by: "sentinel" }];
  }
  return wanted.identifiers
    .filter((one) => one.system === way.identifier)
    .map((one) => ({
      url: searchUrl(base, "Patient", [["identifier", tokenOf(one.system, one.value)]]),
      by: `identifier ${one.system}`,
    }));
}

function peopleIn(exchange: HeldExchange): { readonly ids: readonly RecordRef[] } | Trouble {
  const answer = fhirOf(exchange);
  if (isTrouble(answer)) return answer;
  const resources =
    answer.resourceType === "Bundle"
      ? bundleOf(answer)
          .entries.filter((entry) => entry.mode === null || entry.mode === "match")
          .flatMap((entry) => entry.resource ?? [])
      : [answer];
  return {
    ids: resources
      .filter((resource) => resource.resourceType === "Patient")
      .flatMap((resource) => refOf(resource) ?? []),
  };
}
