import { dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

const visit = "enc-1";
const appointment = "appt-1";

/** Visits that change with the second message. */
export const schedulingOverTimeOperators: readonly MessOperator[] = [
  operator("scheduling", {
    id: "appt-rescheduled",
    introduced: 345,
    layer: "structure",
    targets: ["appointment.start"],
    beside: ["appointment.end"],
    any: [survive],
    note: "one appointment, at the latest time",
    exposes: "DUP-CREATE OUT-OF-ORDER STALE-OVERWRITE",
    source: "S-2 S-12",
    says: "An appointment that is moved to another day under the same number.",
    example: "Tue 10:00 → Thu 14:30",
    share: 0.15,
    apply: (acting) => at(acting.text("appointment.start", appointment), 0, "10:00", "10:30"),
    later: (acting) => at(acting.text("appointment.start", appointment), 2, "14:30", "15:00"),
  }),
  operator("scheduling", {
    id: "appt-status-rapid",
    introduced: 346,
    layer: "structure",
    targets: ["encounter.status"],
    any: [survive],
    note: "the last one",
    exposes: "OUT-OF-ORDER LOST-UPDATE LATE",
    source: "S-14",
    says: "A patient who arrives and is with the provider a moment later: two messages, one after the other.",
    example: "arrived → in progress",
    apply: () => [change("encounter.status", visit, "arrived")],
    later: () => [change("encounter.status", visit, "in-progress")],
  }),
  operator("scheduling", {
    id: "appt-resource-vs-provider",
    introduced: 347,
    layer: "structure",
    targets: ["provider.scheduling-resource"],
    any: [survive],
    exposes: "WRONG-PROVIDER WRONG-LOCATION DROP-REPETITION CARDINALITY",
    source: "S-14",
    says: "An appointment with a physician, a nurse and a device, each on a calendar of its own.",
    example: "physician, ZZT-NURSE-1, ZZT-ECG-1, in ZZT-ROOM-1",
    share: 0.2,
    apply: (acting) => {
      const field = "provider.scheduling-resource";
      return [
        change(field, appointment, carrier(["9000000015", "9000000023"], acting.variant)),
        change(field, `${appointment}/actor-2`, "ZZT-NURSE-1"),
        change(field, `${appointment}/actor-3`, "ZZT-ECG-1"),
      ];
    },
  }),
];

function at(start: string | null, daysOn: number, from: string, to: string) {
  const date = parseCivilDate((start ?? "").slice(0, 10));
  if (date === null) return [];
  const day = dateText(dayNumber(date) + daysOn);
  return [
    change("appointment.start", appointment, `${day}T${from}:00-05:00`),
    change("appointment.end", appointment, `${day}T${to}:00-05:00`),
  ];
}
