import type { Chart, LocatedValue, Observed } from "../../core/catalogue/chart.ts";
import { encodeFhir, type Encoded } from "../../core/fhir/encode-fhir.ts";
import type { RecordLink } from "../../db/records.ts";
import { stepOf } from "./run-context.ts";
import type { CaseWork } from "./run-context.ts";
import { wireFactsOf } from "./wire-facts.ts";

/** One round of a case on the wire. */
export interface EncodedRound {
  readonly bytes: Uint8Array;
  /** Key of each entry in order: `Patient`, `rx-1`, `obs-1+report`, … */
  readonly keys: readonly string[];
  /** Those of them that this round makes. */
  readonly created: ReadonlySet<string>;
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
  const first = encodingOf(work.charts.charts[0]);
  const keys = first.entries.map((entry) => entry.key);
  if (round === 1) {
    // The bytes that were stored when the run was queued are the ones that go.
    const bytes = work.charts.firstBytes;
    return {
      bytes,
      keys,
      created: new Set(keys),
      types: first.entries.map((entry) => entry.type),
      identifiers: wireFactsOf(bytes).entryIdentifiers,
      observed: { values: first.values, problems: [], resources: [] },
      earlierExchanges: [],
    };
  }
  const changed = changedKeys(first, encodingOf(work.charts.charts[1]));
  const created = new Set([...changed].filter((key) => !keys.includes(key)));
  const links = linksFor(work, changed, created, asSent);
  if (links === null) return null;
  const second = encodeFhir(work.charts.charts[1], { update: { links, only: changed } });
  const keyOf = keysByResource(first);
  const untouched = first.values
    .filter(({ at }) => !changed.has(keyOf.get(at.resource) ?? ""))
    .map((located): LocatedValue => ({ ...located, at: { ...located.at, document: 1 } }));
  const before = stepOf(work, "send", 1)?.exchange ?? null;
  return {
    bytes: second.bytes,
    keys: second.entries.map((entry) => entry.key),
    created,
    types: second.entries.map((entry) => entry.type),
    identifiers: wireFactsOf(second.bytes).entryIdentifiers,
    observed: { values: [...second.values, ...untouched], problems: [], resources: [] },
    earlierExchanges: before === null ? [] : [before],
  };
}

const encodings = new WeakMap<Chart, Encoded>();

/** A chart as it is made at first. It is looked at again with every read, and encoded once. */
function encodingOf(chart: Chart): Encoded {
  const known = encodings.get(chart);
  if (known !== undefined) return known;
  const made = encodeFhir(chart);
  encodings.set(chart, made);
  return made;
}

function keysByResource(encoded: Encoded): ReadonlyMap<string, string> {
  return new Map(encoded.entries.map(({ fullUrl, key }) => [fullUrl, key]));
}

/** Keys of the resources in which two charts of a person differ; what does not travel changes none. */
function changedKeys(before: Encoded, after: Encoded): ReadonlySet<string> {
  const rows = (encoded: Encoded): ReadonlyMap<string, { key: string; text: string }> => {
    const keyOf = keysByResource(encoded);
    return new Map(
      encoded.values.map(({ value, at }) => [
        `${value.field} ${value.entry}`,
        {
          key: keyOf.get(at.resource) ?? "",
          text: "value" in value ? `=${value.value}` : `?${value.absent}`,
        },
      ]),
    );
  };
  const old = rows(before);
  const young = rows(after);
  const changed = new Set<string>();
  for (const place of new Set([...old.keys(), ...young.keys()])) {
    const [was, is] = [old.get(place), young.get(place)];
    if (was?.text === is?.text && was?.key === is?.key) continue;
    for (const one of [was, is]) if (one !== undefined) changed.add(one.key);
  }
  return changed;
}

type UpdateLinks = ReadonlyMap<string, Pick<RecordLink, "id" | "version"> & { type: string }>;

function linksFor(
  work: CaseWork,
  changed: ReadonlySet<string>,
  created: ReadonlySet<string>,
  asSent: Uint8Array | null,
): UpdateLinks | null {
  const versions = asSent === null ? null : versionsIn(asSent);
  const links = new Map<string, { type: string; id: string; version: string | null }>();
  for (const [key, link] of work.links) {
    // Before it went out, this round's own records had no place yet.
    if (created.has(key)) continue;
    const version =
      versions === null ? link.version : (versions.get(`${link.resource}/${link.id}`) ?? null);
    links.set(key, { type: link.resource, id: link.id, version });
  }
  // The person is needed even where only others change: they point to it.
  const needed = [...changed, "Patient"].filter((key) => !created.has(key));
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
