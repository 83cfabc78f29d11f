import type { Chart, LocatedValue, Observed } from "../../core/catalogue/chart.ts";
import { encodeFhir, type Encoded } from "../../core/fhir/encode-fhir.ts";
import type { RecordLink } from "../../db/records.ts";
import { stepOf } from "./run-context.ts";
import type { CaseWork } from "./run-context.ts";
import { wireFactsOf } from "./wire-facts.ts";

/** One round of a case on the wire. */
export interface EncodedRound {
  readonly bytes: Uint8Array;
  /** Key of each entry in order: `Patient`, `rx-1`, … */
  readonly keys: readonly string[];
  readonly types: readonly string[];
  /** `system|value` of each entry. */
  readonly identifiers: readonly (string | null)[];
  /** The hop `sent`: document 0 is this round, document 1 what was sent before and still stands. */
  readonly observed: Observed;
  readonly earlierExchanges: readonly string[];
}

/**
 * Encodes a round: the first creates everything, the second puts whole resources that changed
 * (FHIR R4 http.html#update). Null where the place of a changed record is not known.
 * @param asSent bytes that went out earlier: their versions are used again, so that places in them
 * stay right
 */
export function encodeRound(
  work: CaseWork,
  round: 1 | 2,
  asSent: Uint8Array | null = null,
): EncodedRound | null {
  const first = firstEncoding(work.charts.charts[0]);
  if (round === 1) {
    // The bytes that were stored when the run was queued are the ones that go.
    const bytes = work.charts.firstBytes;
    return {
      bytes,
      keys: first.entries.map((entry) => entry.key),
      types: first.entries.map((entry) => entry.type),
      identifiers: wireFactsOf(bytes).entryIdentifiers,
      observed: { values: first.values, problems: [], resources: [] },
      earlierExchanges: [],
    };
  }
  const keys = first.entries.map((entry) => entry.key);
  const changed = changedKeys(work.charts.charts[0], work.charts.charts[1], keys);
  const links = linksFor(work, changed, asSent);
  if (links === null) return null;
  const second = encodeFhir(work.charts.charts[1], { update: { links, only: changed } });
  const untouched = first.values
    .filter((located) => !changed.has(keyOf(located.value.entry, keys)))
    .map((located): LocatedValue => ({ ...located, at: { ...located.at, document: 1 } }));
  const before = stepOf(work, "send", 1)?.exchange ?? null;
  return {
    bytes: second.bytes,
    keys: second.entries.map((entry) => entry.key),
    types: second.entries.map((entry) => entry.type),
    identifiers: wireFactsOf(second.bytes).entryIdentifiers,
    observed: { values: [...second.values, ...untouched], problems: [], resources: [] },
    earlierExchanges: before === null ? [] : [before],
  };
}

const firstEncodings = new WeakMap<Chart, Encoded>();

/** The first round is looked at again with every read; it is encoded once. */
function firstEncoding(chart: Chart): Encoded {
  const known = firstEncodings.get(chart);
  if (known !== undefined) return known;
  const made = encodeFhir(chart);
  firstEncodings.set(chart, made);
  return made;
}

/** The resource an entry of the chart stands in: its own, or the person's. */
function keyOf(entry: string, keys: readonly string[]): string {
  const top = entry.split("/")[0] ?? "";
  return keys.includes(top) ? top : "Patient";
}

/** Keys of the resources in which two charts of a person differ. */
function changedKeys(before: Chart, after: Chart, keys: readonly string[]): ReadonlySet<string> {
  const rows = (chart: Chart): Map<string, string> =>
    new Map(
      chart.values.map((row) => [
        `${row.field} ${row.entry}`,
        `${keyOf(row.entry, keys)} ${"value" in row ? `=${row.value}` : `?${row.absent}`}`,
      ]),
    );
  const old = rows(before);
  const young = rows(after);
  const changed = new Set<string>();
  for (const [place, text] of [...old, ...young]) {
    if (old.get(place) !== young.get(place)) changed.add(text.slice(0, text.indexOf(" ")));
  }
  return changed;
}

type UpdateLinks = ReadonlyMap<string, Pick<RecordLink, "id" | "version"> & { type: string }>;

function linksFor(
  work: CaseWork,
  changed: ReadonlySet<string>,
  asSent: Uint8Array | null,
): UpdateLinks | null {
  const versions = asSent === null ? null : versionsIn(asSent);
  const links = new Map<string, { type: string; id: string; version: string | null }>();
  for (const [key, link] of work.links) {
    const version =
      versions === null ? link.version : (versions.get(`${link.resource}/${link.id}`) ?? null);
    links.set(key, { type: link.resource, id: link.id, version });
  }
  // The person is needed even where only others change: they point to it.
  const needed = [...changed, "Patient"];
  return needed.every((key) => links.has(key)) ? links : null;
}

function versionsIn(bytes: Uint8Array): ReadonlyMap<string, string | null> {
  // A Bundle of our own.
  const bundle = JSON.parse(Buffer.from(bytes).toString("utf8")) as {
    entry?: { request?: { url?: string; ifMatch?: string } }[];
  };
  return new Map(
    (bundle.entry ?? []).map(({ request }) => [
      request?.url ?? "",
      /"(.*)"/.exec(request?.ifMatch ?? "")?.[1] ?? null,
    ]),
  );
}
