import type { Chart, ChartValue } from "../../../core/catalogue/chart.ts";
import { rowOfValue } from "../fhir/chart-of.ts";
import { decodeHl7People } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import type { EncodeHl7Options } from "../../../core/hl7/encode-hl7.ts";
import { changed, fullChart, without } from "./full-chart.ts";

/** The messages of bytes, each with its event as the catalogue calls it (`A28`, `S12`, `ORU`). */
export function messagesOf(bytes: Uint8Array): readonly (readonly [event: string, text: string])[] {
  const texts = new TextDecoder()
    .decode(bytes)
    .split(/(?=MSH\|)/u)
    .filter(Boolean);
  return texts.map((text) => {
    const [code = "", event = ""] = text.split("|")[8]?.split("^") ?? [];
    return [code === "ADT" || code === "SIU" ? event : code, text];
  });
}

/** Charts and what to write of them, so that each message of the project is written at least once. */
export const occasions: readonly (readonly [Chart, EncodeHl7Options])[] = [
  [fullChart, {}],
  [fullChart, { medicines: "OMP^O09" }],
  [changed({ "encounter.class enc-1": "IMP", "encounter.end enc-1": null }), {}],
  [changed({ "encounter.end enc-1": null }), {}],
  [changed({}, ["encounter.status", "enc-1", "cancelled"]), {}],
  [
    changed({ "encounter.start enc-1": null, "encounter.end enc-1": null }, [
      "encounter.status",
      "enc-1",
      "cancelled",
    ]),
    {},
  ],
  ...["booked", "noshow", "entered-in-error"].map(
    (status) => [changed({ "appointment.status appt-1": status }), {}] as const,
  ),
  [
    changed({
      "patient.name.family": "Weber",
      "encounter.location enc-1": "ROOM 9",
      "appointment.location appt-1": "ROOM 9",
      "note.text note-1": "other",
    }),
    { since: fullChart },
  ],
  [changed({ "appointment.start appt-1": "2026-01-22" }), { since: fullChart }],
  [without("note-1"), { since: fullChart }],
  [fullChart, { since: without("site-1") }],
  [without("site-1"), { since: fullChart }],
  [without("link-1"), { since: fullChart }],
  [without("enc-1"), { since: fullChart }],
];

const spoken = (value: ChartValue): string => `${value.field}=${rowOfValue(value)[2]}`;

/** The fields that each kind of message really carries: written by us and read back from it alone. */
export function carriers(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [chart, options] of occasions) {
    // PID-18 of a visit is the visit's account: what is read must be what the chart says of the field.
    const said = new Set([...chart.values, ...(options.since?.values ?? [])].map(spoken));
    for (const [event, text] of messagesOf(encodeHl7(chart, options).bytes)) {
      const read = decodeHl7People([new TextEncoder().encode(text)]);
      const known = found.get(event) ?? new Set<string>();
      found.set(event, known);
      for (const { value } of read.flatMap(({ observed }) => observed.values)) {
        if (said.has(spoken(value))) known.add(value.field);
      }
    }
  }
  return found;
}
