import type { Er7Segment } from "./er7-parts.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { always, at, chosen, constant } from "./field-slots.ts";
import { cell, fixed, textOfField } from "./segment-slot.ts";
import type { Slot } from "./segment-slot.ts";
import { codes, moment, visitClass } from "./wire-form.ts";
import { segmentEach } from "./segment-list.ts";

/**
 * Whether a PV1 tells of a visit: it says where, who, when or which, and not only its class and that the
 * person is a VIP.
 */
export function isVisit({ fields }: Er7Segment): boolean {
  return fields.some(({ start, end }, field) => field > 2 && field !== 16 && end > start);
}

/** The visit's own number, else when it began: many senders have no PV1-19. */
function visitNumber(visit: Er7Segment | undefined): string {
  const number = textOfField(visit, 19);
  const start = textOfField(visit, 44);
  return number === "" && start !== "" ? `at ${start}` : number;
}

/** PV1 and PV2 (v2.5.1 3.4.3). */
export const encounterShape: RecordShape = {
  kind: "PV1",
  list: "encounter",
  segments: ["PID", "PV1", "PV2"],
  is: (group) => group.get("PV1")?.some(isVisit) ?? false,
  key: (group) => visitNumber(group.get("PV1")?.[0]),
  slots: [
    constant("PV1-1", fixed("", "1")),
    at("PV1-2", cell("encounter.class", "", visitClass)),
    at("PV1-3", cell("encounter.location", "1")),
    chosen("PV1-7", always, "each", [
      cell("provider.rendering", "1"),
      cell("provider.name", "2.1"),
    ]),
    at("PV1-8", cell("provider.referring", "1")),
    at("PV1-19", cell("encounter.number", "1")),
    at("PV1-44", cell("encounter.start", "1", moment)),
    at("PV1-45", cell("encounter.end", "1", moment)),
    at("PV1-52", cell("provider.supervising", "1")),
    at("PV2-3", cell("encounter.reason", "2")),
    // The account of the visit stands with the person: PID-18 of the visit's own messages.
    at("PID-18", cell("encounter.account", "1")),
  ],
};

/** Table 0278; it has no arrived, roomed or ready. */
const status = codes({
  pending: "Pending",
  booked: "Booked",
  fulfilled: "Complete",
  cancelled: "Cancelled",
  noshow: "Noshow",
  "checked-in": "Started",
  "entered-in-error": "Deleted",
});

/** SCH-6 says why the message was sent: of a booking by others (S12 to S14) that is no reason for a cancellation. */
const cancelReason: Slot = (() => {
  const slot = at("SCH-6", cell("appointment.cancel-reason", "1"));
  return {
    ...slot,
    read(group, entry, to) {
      const [schedule] = group.get("SCH") ?? [];
      const event = textOfField(schedule?.message.segments[0], 9, "2");
      const isOurs = textOfField(schedule, 6, "2") === "Scheduled";
      if (isOurs || !/^S1[234]$/u.test(event)) slot.read(group, entry, to);
    },
  };
})();

/** SCH with its resources (v2.5.1 10.6.1, 10.6.4 to 10.6.7). */
export const appointmentShape: RecordShape = {
  kind: "SCH",
  list: "appointment",
  segments: ["SCH", "NTE", "RGS", "AIS", "AIL", "AIP"],
  is: (group) => has(group, "SCH"),
  key: (group) => textOfField(group.get("SCH")?.[0], 1) || textOfField(group.get("SCH")?.[0], 2),
  slots: [
    at("SCH-1", cell("appointment.identifier", "1")),
    at("SCH-2", cell("appointment.filler-id", "1")),
    at("SCH-5", cell("appointment.slot", "1")),
    constant("SCH-6", fixed("2", "Scheduled")),
    cancelReason,
    at("SCH-7", cell("appointment.reason", "2")),
    at("SCH-8", cell("appointment.type", "1")),
    at("SCH-9", cell("appointment.duration", "")),
    constant("SCH-10", fixed("1", "min"), fixed("3", "UCUM")),
    at("SCH-11", cell("appointment.end", "5.1", moment)),
    constant("SCH-16", fixed("1", "CROSSCHART")),
    constant("SCH-20", fixed("1", "CROSSCHART")),
    at("SCH-25", cell("appointment.status", "1", status)),
    at("NTE-3", cell("appointment.comment", "", undefined, true)),
    constant("RGS-1", fixed("", "1")),
    constant("AIS-1", fixed("", "1")),
    constant("AIS-3", fixed("1", "VISIT")),
    at("AIS-4", cell("appointment.start", "1", moment)),
    at("SCH-11", cell("appointment.start", "4.1", moment)),
    segmentEach("AIL-3", [cell("appointment.location", "1")]),
    segmentEach("AIP-3", [cell("provider.scheduling-resource", "1")]),
  ],
};
