import type { HeldExchange, ReadResult, Trouble } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { bundleOf, fhirOf, isTrouble } from "./read-answer.ts";
import { searchUrl } from "./search-url.ts";

/**
 * Which search finds a person's records of a type (FHIR R4, search parameters of each resource). What
 * others refer to comes first: what is found is removed from the last to the first.
 */
const searches: readonly (readonly [type: string, parameter: string])[] = [
  ["AllergyIntolerance", "patient"],
  ["MedicationRequest", "patient"],
  ["Condition", "patient"],
  ["Coverage", "beneficiary"],
  ["RelatedPerson", "patient"],
  ["Account", "patient"],
  ["Encounter", "patient"],
  ["Appointment", "patient"],
  ["Observation", "patient"],
  ["DiagnosticReport", "patient"],
  ["Immunization", "patient"],
  ["ServiceRequest", "patient"],
  ["DocumentReference", "patient"],
  ["Consent", "patient"],
  ["Claim", "patient"],
  ["Provenance", "patient"],
];

/** More pages than any one person's records fill; a server that never ends them is stopped here. */
const pageLimit = 50;

/**
 * Reads everything but the person itself: one search per record type, pages followed as the server
 * gives them (FHIR R4 http.html#paging). Types are asked side by side.
 */
export async function readPerson(
  line: HttpLine,
  base: URL,
  id: string,
  signal: AbortSignal,
): Promise<ReadResult> {
  const perType = await Promise.all(
    searches.map(async ([type, parameter]) => ({
      type,
      ...(await readPages(line, base, [type, parameter], id, signal)),
    })),
  );
  const failed = perType.filter((one) => one.trouble !== null);
  // "Not supported" or "not for you" for one type is a fact about that system; the rest can be compared.
  const some = failed.length < perType.length;
  const unreadable = failed
    .filter((one) => isUnsupported(one) || (some && isForbidden(one)))
    .map((one) => one.type);
  const trouble = failed.find((one) => !unreadable.includes(one.type))?.trouble ?? null;
  return { exchanges: perType.flatMap((one) => one.exchanges), unreadable, trouble };
}

interface Pages {
  readonly exchanges: readonly HeldExchange[];
  readonly trouble: Trouble | null;
}

function isUnsupported(pages: Pages): boolean {
  const status = pages.exchanges.at(-1)?.status ?? 0;
  return [400, 404, 405, 501].includes(status);
}

/** A login that may read the chart need not be allowed to read claims. */
function isForbidden(pages: Pages): boolean {
  return pages.exchanges.at(-1)?.status === 403;
}

async function readPages(
  line: HttpLine,
  base: URL,
  [type, parameter]: readonly [string, string],
  id: string,
  signal: AbortSignal,
): Promise<Pages> {
  const exchanges: HeldExchange[] = [];
  const asked = new Set<string>();
  let url = searchUrl(base, type, [[parameter, `Patient/${id}`]]);
  for (;;) {
    asked.add(url.href);
    const exchange = await askHttp(line, { method: "GET", url }, signal);
    exchanges.push(exchange);
    const answer = fhirOf(exchange);
    if (isTrouble(answer)) return { exchanges, trouble: answer };
    const next = answer.resourceType === "Bundle" ? bundleOf(answer).next : null;
    if (next === null) return { exchanges, trouble: null };
    const following = URL.parse(next, url.href);
    if (following === null || asked.has(following.href) || exchanges.length >= pageLimit) {
      const says = `${url.origin} gives ${type} in pages that do not end (${exchanges.length} were read).`;
      return { exchanges, trouble: { kind: "not-understood", says } };
    }
    url = following;
  }
}
