import type { Chart, ChartValue, LocatedValue } from "../catalogue/chart.ts";
import { defaultReferenceDate } from "../catalogue/version.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { chartValues, id } from "../fhir/chart-values.ts";
import { utf8 } from "./character-sets.ts";
import type { CharacterSet } from "./character-sets.ts";
import { planUpdate } from "./plan-updates.ts";
import { planCreation } from "./plan-messages.ts";
import type { MedicineMessage } from "./plan-messages.ts";
import { put } from "./segment-slot.ts";
import type { Encoding } from "./segment-slot.ts";
import { moment } from "./wire-form.ts";
import { PersonSegments, segmentOf } from "./write-records.ts";
import type { Planned } from "./write-records.ts";
import { repetitionsAt, writeEr7 } from "./write-er7.ts";
import type { OutMessage, OutSegment } from "./write-er7.ts";

export interface EncodeHl7Options {
  /** The date or time in MSH-7 and EVN-2, as a chart has it (`2026-01-15`). Core has no clock. */
  readonly sentAt?: string;
  readonly characterSet?: CharacterSet;
  /** The message by which medicines travel; RDE^O11 where nothing is said. */
  readonly medicines?: MedicineMessage;
  /** Write what changed since this chart of the same person, with the events of a change. */
  readonly since?: Chart;
  /** Number of the first message in MSH-10; above those that the partner has already. */
  readonly firstNumber?: number;
}

export interface EncodedHl7 {
  /** Messages one behind the other, each segment ended by CR. */
  readonly bytes: Uint8Array;
  /** Every value that travels, with its generated entry and its first place in these bytes. */
  readonly values: readonly LocatedValue[];
  /** Values that have no place in these messages, or cannot be said in their character set. */
  readonly cannotTravel: readonly ChartValue[];
}

/**
 * Writes a chart as the HL7 v2.5.1 messages that create it: ADT^A28 (the person and what ADT carries of the
 * lists), ADT^A60 (allergies with identifier and status), ADT per visit (A01, A03, A04; A11 and A38 for
 * cancelled ones), PPR^PC1 (status of problems), RDE^O11 or OMP^O09 per medicine, ORM^O01 per order, ORU^R01
 * per result, VXU^V04 per vaccination, MDM^T02 per note, DFT^P03 per charge, REF^I12 per referral, SIU per
 * appointment, ADT^A40 for a chart that was merged into another. With `since`, the messages of the change:
 * A31, A60, A08, A03, A11 and A38, PPR, orders with XO, DC and CA, corrected and withdrawn results, T10 and
 * T11, S13 to S17 and S26, A40, A24 and A37. MSH-11 is always T. The same chart gives the same bytes.
 */
export function encodeHl7(chart: Chart, options: EncodeHl7Options = {}): EncodedHl7 {
  const values = chartValues(chart);
  const encoding: Encoding = {
    values,
    set: options.characterSet ?? utf8,
    marked: new Set(),
  };
  const sentAt = moment.toWire(options.sentAt ?? defaultReferenceDate);
  const { since, medicines = "RDE^O11", firstNumber = 1 } = options;
  const before =
    since === undefined
      ? null
      : { ...encoding, values: chartValues(since), marked: new Set<ChartValue>() };
  const person = new PersonSegments(encoding, sentAt, before);
  const planning = { encoding, person, sentAt, medicines };
  const planned = before === null ? planCreation(planning) : planUpdate(planning, before);
  const messages = planned.map(({ type, segments }, i): OutMessage => {
    const controlId = controlIdOf(values, i + firstNumber);
    const header = headerSegment(type, controlId, sentAt, encoding);
    return { label: `${type[0]}^${type[1]} ${controlId}`, segments: [header, ...segments] };
  });
  const own = new Set(chart.values);
  const written = writeEr7(messages, encoding.set);
  return {
    bytes: written.bytes,
    values: written.values.filter(({ value }) => own.has(value)),
    cannotTravel: cannotTravel(encoding, before),
  };
}

/** What has no place in the messages; of an update, what changed and has none. */
function cannotTravel(
  { values, marked }: Encoding,
  before: Encoding | null,
): readonly ChartValue[] {
  const left = values.chart.values.filter((value) => !marked.has(value));
  if (before === null) return left;
  return left.filter((value) => {
    const earlier = before.values.get(value.field, value.entry);
    return earlier === undefined || !isSame(earlier, value);
  });
}

function isSame(a: ChartValue, b: ChartValue): boolean {
  if ("value" in a) return "value" in b && a.value === b.value;
  return "absent" in b && a.absent === b.absent;
}

/** MSH (v2.5.1 2.15.9). The processing id is T, whatever is asked: what we make is never production data. */
function headerSegment(
  type: Planned["type"],
  controlId: string,
  sentAt: string,
  encoding: Encoding,
): OutSegment {
  const header = segmentOf(
    "MSH",
    {
      3: "CROSSCHART",
      4: "SYNTHETIC",
      7: sentAt,
      10: controlId,
      11: "T",
      12: "2.5.1",
      18: encoding.set.name,
    },
    encoding,
  );
  const [repetition] = repetitionsAt(header, 9);
  const made = repetition ?? new Map();
  for (const [i, text] of type.entries()) put(made, [i + 1], text, encoding);
  repetitionsAt(header, 9).splice(0, 1, made);
  return header;
}

const mrnRow = id("patient.identifier.mrn");

/** MSH-10 holds 20 characters: the chart number and the message's position. */
function controlIdOf(values: ChartValues, n: number): string {
  const [entry = ""] = values.entries("identifier.mrn");
  const mrn = values.get(mrnRow, entry);
  const name = (mrn !== undefined && "value" in mrn ? mrn.value : values.chart.person).replace(
    /[^A-Za-z0-9-]/g,
    "",
  );
  return `${name.slice(-15)}.${String(n)}`;
}
