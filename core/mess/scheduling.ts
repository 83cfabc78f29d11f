import { dateText, dayNumber, parseCivilDate } from "../people/civil-date.ts";
import { carrier, change, type MessOperator, operator, survive } from "./operator.ts";

const entry = "appt-1";

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
];
