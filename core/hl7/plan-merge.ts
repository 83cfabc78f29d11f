import { textOf } from "../catalogue/chart.ts";
import type { ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { identifierSystems } from "../fhir/systems.ts";
import { id } from "../fhir/chart-values.ts";
import { mergeShape } from "./merge-shape.ts";
import type { Planning } from "./plan-messages.ts";
import { setField } from "./segment-list.ts";
import { put, putValue } from "./segment-slot.ts";
import type { Encoding } from "./segment-slot.ts";
import { writeRecord } from "./write-records.ts";
import type { Planned } from "./write-records.ts";
import { outSegment, repetitionsAt } from "./write-er7.ts";
import type { OutRepetition, OutSegment } from "./write-er7.ts";

const mrnRow = id("patient.identifier.mrn");
const authorityRow = id("patient.identifier.mrn-authority");
const typeRow = id("patient.identifier.type");

/** A chart number as CX, as PID-3 has it. */
function numbers(encoding: Encoding): OutRepetition[] {
  const { values } = encoding;
  return values.entries("identifier.mrn").flatMap((entry) => {
    const number = values.get(mrnRow, entry);
    if (number === undefined) return [];
    const made: OutRepetition = new Map();
    putValue(made, [1], number, encoding);
    const authority = values.get(authorityRow, entry);
    const type = values.get(typeRow, entry);
    if (authority !== undefined) putValue(made, [4, 1], authority, encoding);
    if (type !== undefined) putValue(made, [5], type, encoding);
    return [made];
  });
}

/** MRG of the chart's own person: MRG-1 has all its chart numbers (v2.5.1 3.4.9). */
function retired(encoding: Encoding): OutSegment {
  const segment = outSegment("MRG");
  repetitionsAt(segment, 1).push(...numbers(encoding));
  return segment;
}

/** PID of another chart, told by its number alone. */
function otherChart(value: ChartValue, authority: string, encoding: Encoding): OutSegment {
  const segment = outSegment("PID");
  setField(segment, 1, "1", encoding);
  const number: OutRepetition = new Map();
  putValue(number, [1], value, encoding);
  nameIssuer(number, authority, encoding);
  repetitionsAt(segment, 3).push(number);
  return segment;
}

function nameIssuer(number: OutRepetition, authority: string, encoding: Encoding): void {
  if (authority !== "") put(number, [4, 1], authority, encoding);
  put(number, [5], "MR", encoding);
}

function ownAuthority({ values }: Encoding): string {
  const [first = ""] = values.entries("identifier.mrn");
  const authority = values.get(authorityRow, first);
  return (authority && textOf(authority)) ?? "";
}

/**
 * ADT^A40 for each chart that this one was merged into: that chart is told by its number alone, issued by
 * the authority of this chart's first number.
 */
export function planMerge(
  { encoding, person }: Planning,
  entries: readonly EntryPath[],
): readonly Planned[] {
  const authority = ownAuthority(encoding);
  return entries.map((entry) => {
    const segments = writeRecord(mergeShape, entry, encoding);
    for (const segment of segments) {
      setField(segment, 1, "1", encoding);
      for (const survivor of repetitionsAt(segment, 3)) nameIssuer(survivor, authority, encoding);
    }
    return {
      type: ["ADT", "A40", "ADT_A39"],
      segments: [person.event("A40"), ...segments, retired(encoding)],
    };
  });
}

const otherSiteRow = id("patient.identifier.mrn-other-site");
const replacedByRow = id("patient.link.replaced-by");

/**
 * ADT^A24 where a chart number of another site appears, ADT^A37 where one vanishes. A merge that is taken
 * back has no message of its own: A37 says that the two are not one (it does not bring a chart back).
 */
export function planLinks(now: Planning, was: Planning): readonly Planned[] {
  const numbersOf = ({ encoding: { values } }: Planning, row: FieldId): ChartValue[] =>
    values.entries(fieldById(row)?.list ?? "").flatMap((entry) => values.get(row, entry) ?? []);
  const isNew = (value: ChartValue, others: readonly ChartValue[]): boolean =>
    !others.some((other) => textOf(other) === textOf(value));
  const linked = (event: "A24" | "A37", value: ChartValue, authority: string): Planned => ({
    type: ["ADT", event, event === "A24" ? "ADT_A24" : "ADT_A37"],
    segments: [
      now.person.event(event),
      ...now.person.who("PD1"),
      otherChart(value, authority, now.encoding),
    ],
  });
  const sites = { now: numbersOf(now, otherSiteRow), was: numbersOf(was, otherSiteRow) };
  const merges = { now: numbersOf(now, replacedByRow), was: numbersOf(was, replacedByRow) };
  const { otherSite } = identifierSystems;
  return [
    ...sites.now.filter((one) => isNew(one, sites.was)).map((one) => linked("A24", one, otherSite)),
    ...sites.was.filter((one) => isNew(one, sites.now)).map((one) => linked("A37", one, otherSite)),
    ...merges.was
      .filter((one) => isNew(one, merges.now))
      .map((one) => linked("A37", one, ownAuthority(now.encoding))),
  ];
}
