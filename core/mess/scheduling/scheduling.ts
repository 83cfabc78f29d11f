import { dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import { providers } from "../../people/clinic-tables.ts";
import { entryKinds } from "../../people/entry-kinds.ts";
import { wholeVisit, withoutFields } from "../list-entries.ts";
import { type Acting, carrier, change, flag, type MessChange } from "../operator.ts";
import { type MessOperator, normalise, operator, survive } from "../operator.ts";

const entry = "appt-1";
const identifier = "appointment.identifier";

/** What a further appointment has, its start apart. */
const furtherVisit = [
  identifier,
  "appointment.status",
  "appointment.type",
  "appointment.location",
  "appointment.end",
  "appointment.duration",
];

/** Family K: scheduling. */
export const schedulingOperators: readonly MessOperator[] = [
  operator("scheduling", {
    id: "appt-cancelled",
    introduced: 35,
    targets: ["appointment.status"],
    beside: ["appointment.cancel-reason"],
    any: [survive],
    exposes: "LOST-UPDATE LOST-DELETE STATUS-FLATTEN",
    source: "S-12",
    says: "A cancelled appointment with its reason.",
    example: "booked → cancelled",
    share: 0.15,
    apply: (acting) => [
      change("appointment.status", entry, "cancelled"),
      // Code of the FHIR value set appointment-cancellation-reason, as illustration.
      change("appointment.cancel-reason", entry, carrier(["pat", "prov"], acting.variant)),
    ],
  }),
  operator("scheduling", {
    id: "appt-noshow",
    introduced: 63,
    targets: ["appointment.status"],
    any: [survive],
    note: "not the same as cancelled",
    exposes: "ENUM-COLLAPSE STATUS-FLATTEN",
    source: "S-14",
    rate: "about 23 % mean across 105 studies [DANTAS18]",
    says: "The patient did not come.",
    example: "noshow",
    share: 0.23,
    apply: () => [change("appointment.status", entry, "noshow")],
  }),
  operator("scheduling", {
    id: "appt-cross-midnight",
    introduced: 64,
    targets: ["appointment.start"],
    beside: ["appointment.end", "appointment.duration"],
    any: [survive],
    exposes: "DATE-SHIFT COMPUTED-DRIFT TIME-SHIFT",
    source: "S-13",
    says: "An appointment over midnight.",
    example: "23:30 – 00:30",
    share: 0.005,
    apply: (acting) => {
      const day = acting.text("appointment.start", entry)?.slice(0, 10) ?? "";
      const date = parseCivilDate(day);
      if (date === null) return [];
      return [
        change("appointment.start", entry, `${day}T23:30:00-05:00`),
        change("appointment.end", entry, `${dateText(dayNumber(date) + 1)}T00:30:00-05:00`),
        change("appointment.duration", entry, "60"),
      ];
    },
  }),
  operator("scheduling", {
    id: "appt-overlap",
    introduced: 261,
    targets: ["appointment.start"],
    beside: furtherVisit,
    any: [survive, flag],
    exposes: "DROP-RECORD REJECT-OPAQUE MERGE-LISTS",
    source: "S-13",
    says: "Two appointments at one time with one provider.",
    example: "10:00 – 10:30 and 10:15 – 10:45",
    share: 0.03,
    apply: (acting) => {
      const day = dayOf(acting);
      return [
        ...at(entry, day, "10:00", "10:30", "30"),
        ...further(acting, 2),
        ...at("appt-2", day, "10:15", "10:45", "30"),
      ];
    },
  }),
  operator("scheduling", {
    id: "appt-timezone",
    introduced: 262,
    layer: "form",
    targets: ["appointment.start"],
    beside: ["appointment.end"],
    any: [normalise("AT-15")],
    note: "another zone only for the same moment",
    exposes: "TIME-SHIFT DATE-SHIFT",
    source: "S-13",
    says: "A visit by video from another time zone: in the clinic's zone it is another day.",
    example: "22:30 in Honolulu is 03:30 of the next day in New York",
    share: 0.03,
    apply: (acting) => {
      const day = dayOf(acting);
      return [
        change("appointment.start", entry, `${day}T22:30:00-10:00`),
        change("appointment.end", entry, `${day}T23:00:00-10:00`),
      ];
    },
  }),
  operator("scheduling", {
    id: "appt-status-vocab",
    introduced: 263,
    targets: ["appointment.status", "encounter.status"],
    any: [normalise("AT-22")],
    note: "another word only where a table of pairs says so",
    exposes: "STATUS-FLATTEN ENUM-COLLAPSE LATE",
    source: "S-14",
    rate: "natural",
    says: "Where the patient is now: each system has other words for it.",
    example: "arrived, checked-in, fulfilled · triaged, in-progress, onleave",
    apply: (acting) =>
      acting.target === "appointment.status"
        ? [
            change(
              "appointment.status",
              entry,
              carrier(["arrived", "checked-in", "fulfilled", "waitlist"], acting.variant),
            ),
          ]
        : [
            change(
              "encounter.status",
              "enc-1",
              carrier(["triaged", "in-progress", "onleave", "arrived"], acting.variant),
            ),
          ],
  }),
  operator("scheduling", {
    id: "appt-recurring",
    introduced: 264,
    layer: "structure",
    targets: ["appointment.identifier"],
    beside: ["appointment.start", ...furtherVisit.filter((field) => field !== identifier)],
    any: [survive],
    note: "all eight, the moved one too",
    exposes: "DROP-REPETITION LOST-UPDATE DUP-CREATE",
    source: "S-13",
    says: "Eight appointments, one a week; the fifth was moved to another day.",
    example: "weekly × 8, one exception",
    share: 0.03,
    apply: (acting) => {
      const date = parseCivilDate(dayOf(acting));
      if (date === null) return [];
      const first = dayNumber(date);
      return [2, 3, 4, 5, 6, 7, 8].flatMap((number) => {
        const day = first + 7 * (number - 1) + (number === 5 ? 1 : 0);
        return [
          ...further(acting, number),
          ...at(`appt-${String(number)}`, dateText(day), "09:00", "09:30", "30"),
        ];
      });
    },
  }),
  operator("scheduling", {
    id: "appt-walk-in",
    introduced: 265,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: ["appointment.status"],
    beside: wholeVisit.filter((field) => field !== "appointment.status"),
    any: [survive],
    note: "the visit stands on its own",
    exposes: "DROP-RECORD WRONG-ENCOUNTER",
    source: "S-13",
    says: "A patient who came without an appointment: there is only the visit.",
    example: "a visit, no appointment",
    share: 0.1,
    apply: (acting) => withoutFields(acting, wholeVisit),
  }),
  operator("scheduling", {
    id: "appt-zero-duration",
    introduced: 266,
    targets: ["appointment.end"],
    beside: ["appointment.duration"],
    any: [survive, flag],
    exposes: "DEFAULT-INJECT DROP-RECORD",
    source: "S-13",
    says: "An appointment that ends when it begins.",
    example: "10:00 – 10:00, 0 minutes",
    share: 0.005,
    // minutesDuration is a positiveInt.
    wire: { fhir: "invalid" },
    apply: (acting) => {
      const start = acting.text("appointment.start", entry);
      return start === null
        ? []
        : [change("appointment.end", entry, start), change("appointment.duration", entry, "0")];
    },
  }),
  operator("scheduling", {
    id: "enc-two-same-day",
    introduced: 267,
    layer: "structure",
    targets: ["encounter.start"],
    beside: [
      "encounter.end",
      "encounter.number",
      "encounter.class",
      "encounter.status",
      "encounter.location",
      "encounter.reason",
      "provider.rendering",
    ],
    any: [survive],
    exposes: "WRONG-ENCOUNTER MERGE-LISTS PLACEMENT",
    source: "S-14",
    says: "Two visits on one day: the laboratory in the morning, the physician in the afternoon.",
    example: "08:10 and 14:20",
    share: 0.03,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const day = (acting.text("encounter.start", "enc-1") ?? "").slice(0, 10);
      const key = "enc-2";
      return [
        change("encounter.start", "enc-1", `${day}T14:20:00-05:00`),
        change("encounter.end", "enc-1", `${day}T14:50:00-05:00`),
        change("encounter.start", key, `${day}T08:10:00-05:00`),
        change("encounter.end", key, `${day}T08:20:00-05:00`),
        change("encounter.number", key, numbers.entryId(index, entryKinds.encounter, 2)),
        change("encounter.class", key, "AMB"),
        change("encounter.status", key, "finished"),
        change("encounter.location", key, "ZZT-LAB"),
        change("encounter.reason", key, `Blood drawn ${acting.token("encounter.reason", key)}`),
        change("provider.rendering", key, carrier(providers, acting.variant)),
      ];
    },
  }),
];

function dayOf(acting: Acting): string {
  return (acting.text("appointment.start", entry) ?? "").slice(0, 10);
}

function at(
  key: string,
  day: string,
  from: string,
  to: string,
  minutes: string,
): readonly MessChange[] {
  return [
    change("appointment.start", key, `${day}T${from}:00-05:00`),
    change("appointment.end", key, `${day}T${to}:00-05:00`),
    change("appointment.duration", key, minutes),
  ];
}

/** A further appointment with a number of its own; its time is put beside it. */
function further(acting: Acting, number: number): readonly MessChange[] {
  const { numbers, index } = acting.making;
  const key = `appt-${String(number)}`;
  return [
    change(identifier, key, numbers.entryId(index, entryKinds.appointment, number)),
    change("appointment.status", key, "booked"),
    change("appointment.type", key, "FOLLOWUP"),
    change("appointment.location", key, "ZZT-ROOM-1"),
  ];
}
