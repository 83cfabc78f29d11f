import type { Chart, ChartValue, EntryPath, LocatedValue } from "../catalogue/chart.ts";
import { textOf } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { writeJson } from "../json/write-json.ts";
import { chartValues } from "./chart-values.ts";
import type { ChartValues } from "./chart-values.ts";
import { id } from "./chart-values.ts";
import { entryUuid } from "./entry-uuid.ts";
import { list, map, text } from "./out.ts";
import type { OutMap } from "./out.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { entryShapes, patientShape } from "./shapes.ts";
import type { Encoding } from "./slot.ts";
import { identifierSystems, testTag } from "./systems.ts";

/** What a system calls a resource that was created there. */
export interface ResourceLink {
  readonly type: string;
  readonly id: string;
  readonly version: string | null;
}

export interface EncodeFhirOptions {
  readonly update?: {
    /** By key: `Patient`, an entry (`rx-1`), or a part of one (`obs-1+report`). Without a link it is created. */
    readonly links: ReadonlyMap<string, ResourceLink>;
    /** Write these alone, by the same keys. What has a link and is not in the chart is deleted. */
    readonly only?: ReadonlySet<string>;
  };
}

export interface EncodedEntry {
  /** `Patient`, the key of the list entry, or that of a part of it (`obs-1+report`). */
  readonly key: string;
  readonly type: string;
  /** `urn:uuid:…` where it is created, `Type/id` where it is updated. */
  readonly fullUrl: string;
}

export interface Encoded {
  readonly bytes: Uint8Array;
  /** Every value that travels, with its generated entry and its place in these bytes. */
  readonly values: readonly LocatedValue[];
  readonly entries: readonly EncodedEntry[];
}

interface Planned extends EncodedEntry {
  readonly shape: ResourceShape;
  readonly entry: EntryPath;
  readonly link: ResourceLink | undefined;
  /** A UUID that follows from the chart and the key. */
  readonly uuid: string;
}

const mrnRow = id("patient.identifier.mrn");
const authorityRow = id("patient.identifier.mrn-authority");

/**
 * Writes a chart as an R4 transaction Bundle: one POST per record, conditional on our identifier, or one
 * PUT of the whole resource where it is known at the target (R4 3.1.0.11). The same chart gives the
 * same bytes. Status elements that FHIR requires get a default where the chart has no row for them.
 */
export function encodeFhir(chart: Chart, options: EncodeFhirOptions = {}): Encoded {
  const values = chartValues(withoutBlanks(chart));
  const all = plan(values, options.update?.links ?? new Map());
  const only = options.update?.only;
  const planned = only === undefined ? all : all.filter(({ key }) => only.has(key));
  const known = new Set(planned);
  const addresses = new Map(
    all
      .filter((one) => one.link !== undefined || known.has(one))
      .map((one) => [one.key, one.fullUrl]),
  );
  const encoding: Omit<Encoding, "uuid"> = {
    values,
    patient: all[0]?.fullUrl ?? "",
    refer: (key) => addresses.get(key),
  };

  const gone = goneFrom(all, options.update);
  const entry = list(
    ...planned.map((one) => bundleEntry(one, { ...encoding, uuid: one.uuid })),
    ...gone.map(({ fullUrl, link }) => map({ request: requestFor("DELETE", fullUrl, link) })),
  );
  const bundle = map({ resourceType: "Bundle", type: "transaction", entry });
  dropEmpty(bundle);
  const { bytes, marks } = writeJson(bundle);

  const located = marks.map(({ mark, pointer, start, end }) => {
    const resource = planned[entryIndex(pointer)]?.fullUrl ?? "";
    return { value: mark, at: { resource, place: pointer, start, end, document: 0 } };
  });
  const entries = [...planned, ...gone].map(({ key, type, fullUrl }) => ({ key, type, fullUrl }));
  return { bytes, values: located, entries };
}

/** n of `/entry/n/resource…`. */
function entryIndex(pointer: string): number {
  const from = "/entry/".length;
  return Number(pointer.slice(from, pointer.indexOf("/", from)));
}

/** Blank and null cannot be said in FHIR: no element is empty (R4 2.6.2.2), only absent for a reason. */
function withoutBlanks(chart: Chart): Chart {
  const isBlank = (value: ChartValue): boolean =>
    "absent" in value && (value.absent === "empty" || value.absent === "null");
  return chart.values.some(isBlank)
    ? { ...chart, values: chart.values.filter((value) => !isBlank(value)) }
    : chart;
}

function plan(values: ChartValues, links: ReadonlyMap<string, ResourceLink>): readonly Planned[] {
  const person = `${chartNumber(values)}|${values.chart.person}`;
  const make = (shape: ResourceShape, entry: EntryPath, key: string): Planned => {
    const link = links.get(key);
    const urn = entryUuid(`${person}|${key}`);
    const fullUrl = link === undefined ? urn : `${link.type}/${link.id}`;
    return { shape, entry, key, type: shape.type, link, fullUrl, uuid: urn.slice(uuidAt) };
  };
  const patient = make(patientShape, "", "Patient");
  const rest = entryShapes.flatMap((shape) =>
    (shape.list === null ? [""] : values.entries(shape.list))
      .filter((entry) => isWritten(shape, entry, values))
      .map((entry) => make(shape, entry, keyOf(shape, entry))),
  );
  return [patient, ...rest];
}

const uuidAt = "urn:uuid:".length;

/** An entry has its own resource always, the parts beside it only where they have something to say. */
function isWritten({ part, slots }: ResourceShape, entry: EntryPath, values: ChartValues): boolean {
  if (part === undefined) return true;
  if (part.needed !== undefined) return part.needed(values, entry);
  return slots.some((slot) => slot.fields.some((field) => hasValue(field, entry, values)));
}

function hasValue(field: FieldId, entry: EntryPath, values: ChartValues): boolean {
  const list = fieldById(field)?.list ?? "";
  const paths = entry === "" ? [entry] : [entry, ...values.below(list.split("/")[0] ?? "", entry)];
  return paths.some((path) => values.get(field, path) !== undefined);
}

function keyOf({ part }: ResourceShape, entry: EntryPath): string {
  const own = entry === "" ? "Patient" : entry;
  return part === undefined ? own : `${own}+${part.name}`;
}

/** The first chart number, for ids that tell people of different sets apart. */
function chartNumber(values: ChartValues): string {
  const value = values.get(mrnRow, values.entries("identifier.mrn")[0] ?? "");
  return (value === undefined ? null : textOf(value)) ?? "";
}

function bundleEntry(planned: Planned, encoding: Encoding): OutMap {
  const { shape, entry, link, fullUrl } = planned;
  const resource = map({ resourceType: shape.type });
  if (link !== undefined) resource.members.set("id", text(link.id));
  resource.members.set("meta", map({ tag: list(map(testTag)) }));
  for (const slot of shape.slots) slot.write(resource, entry, encoding);
  dropEmpty(resource);
  if (link !== undefined) {
    // Every entry with a resource has a fullUrl (R4 2.36.4); where the server lies is not known here.
    const request = requestFor("PUT", fullUrl, link);
    return map({ fullUrl: `urn:uuid:${encoding.uuid}`, resource, request });
  }
  const request = map({ method: "POST", url: shape.type });
  const query = ifNoneExist(shape, entry, encoding);
  if (query !== null) request.members.set("ifNoneExist", text(query));
  return map({ fullUrl, resource, request });
}

function requestFor(method: string, url: string, link: ResourceLink): OutMap {
  const request = map({ method, url });
  if (link.version !== null) request.members.set("ifMatch", text(`W/"${link.version}"`));
  return request;
}

/** Records that were made and that the chart no longer has, the last one made first. */
function goneFrom(
  all: readonly Planned[],
  update: EncodeFhirOptions["update"],
): readonly (EncodedEntry & { readonly link: ResourceLink })[] {
  const there = new Set(all.map(({ key }) => key));
  return [...(update?.links ?? [])]
    .filter(([key]) => update?.only?.has(key) === true && !there.has(key))
    .map(([key, link]) => ({ key, type: link.type, fullUrl: `${link.type}/${link.id}`, link }))
    .toReversed();
}

/** FHIR knows no empty objects and arrays (R4 2.6.2): those that no slot filled are taken out. */
function dropEmpty(target: OutMap): void {
  for (const [key, node] of target.members) {
    if (node.kind === "object" && node.members.size === 0) target.members.delete(key);
    if (node.kind === "array" && node.items.length === 0) target.members.delete(key);
  }
}

/** `identifier=system|value`, so that sending twice creates once; null where the entry has no identifier. */
function ifNoneExist(
  shape: ResourceShape,
  entry: EntryPath,
  { values, uuid }: Encoding,
): string | null {
  if (shape.identifier === "none") return null;
  if (shape.identifier === "uuid") return identifierQuery(identifierSystems.uuid, uuid);
  const path = shape.list === null ? (values.entries("identifier.mrn")[0] ?? "") : entry;
  const own = values.get(id(shape.identifier), path);
  const authority = shape.list === null ? values.get(authorityRow, path) : undefined;
  const value = own === undefined ? null : textOf(own);
  if (value === null || value === "") return null;
  const ours = shape.list === null ? "" : identifierSystems.entry;
  const system = (authority === undefined ? null : textOf(authority)) ?? ours;
  return identifierQuery(system, value);
}

function identifierQuery(system: string, value: string): string {
  return `identifier=${encodeURIComponent(`${escapeToken(system)}|${escapeToken(value)}`)}`;
}

/** Search values escape the characters that separate them (R4 3.1.1.4.0.2). */
function escapeToken(value: string): string {
  return value.toWellFormed().replace(/[\\$,|]/g, "\\$&");
}
