import { concept } from "./concept.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { neededBy } from "./not-recorded.ts";
import { listAt, map, text } from "./out.ts";
import type { Pick } from "./path.ts";
import { reference } from "./reference.ts";
import { always, entryIdentifier, otherIdentifier } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, eachChosen, primitive, required } from "./slot.ts";
import { identifierSystems } from "./systems.ts";

/** Type of a participant: what its reference says, or the type in the address it refers to. */
function typeOf(participant: Cursor): string {
  const actor = child(participant, "actor");
  const parts = (stringAt(actor, "reference") ?? "").split("/");
  return stringAt(actor, "type") ?? parts.at(-2) ?? "";
}

const isPatient = (participant: Cursor): boolean => typeOf(participant) === "Patient";
const isPlace = (participant: Cursor): boolean => typeOf(participant) === "Location";
const hasName = (participant: Cursor): boolean => {
  const actor = child(participant, "actor");
  return stringAt(actor, "type") !== undefined || child(actor, "identifier") !== undefined;
};

const participant = (type: string, is: (found: Cursor) => boolean): Pick => ({
  is,
  make: () => map({ actor: map({ type }), status: "accepted" }),
});
const calendar = participant(
  "Practitioner",
  (found) => !isPatient(found) && !isPlace(found) && (hasName(found) || typeOf(found) !== ""),
);
const place = participant("Location", isPlace);

const startNeeded = neededBy("start", "primitive");
const endNeeded = neededBy("end", "primitive");
const withoutTimes: ReadonlySet<string> = new Set(
  ["proposed", "cancelled", "waitlist"].map((status) => JSON.stringify(status)),
);

/** Start and end go together, and only what never took place has neither (app-2, app-3). */
const neededTimes = constant((target, encoding, entry) => {
  const has = (key: string): boolean => target.members.has(key) || target.members.has(`_${key}`);
  const status = target.members.get("status");
  const mayBeWithout = status?.kind === "leaf" && withoutTimes.has(status.json);
  if (mayBeWithout && !has("start") && !has("end")) return;
  for (const needed of [startNeeded, endNeeded]) needed.write(target, entry, encoding);
});

/** Appointment (R4 12.1). Its time zone is that of `start`; it has no place of its own. */
export const appointmentShape: ResourceShape = {
  type: "Appointment",
  list: "appointment",
  identifier: "appointment.identifier",
  is: always,
  subjects: (resource) =>
    items(child(resource, "participant"))
      .filter((found) => !isPlace(found))
      .flatMap((found) => child(found, "actor") ?? []),
  slots: [
    entryIdentifier("appointment.identifier"),
    otherIdentifier("appointment.filler-id", identifierSystems.filler),
    required("appointment.status", "status", "booked"),
    concept("appointment.cancel-reason", "cancelationReason", () => undefined),
    concept("appointment.type", "appointmentType", () => undefined),
    each("reasonCode", [primitive("appointment.reason", "text")]),
    primitive("appointment.start", "start"),
    primitive("appointment.end", "end"),
    neededTimes,
    primitive("appointment.duration", "minutesDuration", "number"),
    reference("appointment.slot", ["slot", 0], identifierSystems.place),
    primitive("appointment.comment", "comment"),
    constant((target, { patient }) => {
      const actor = map({ reference: text(patient) });
      listAt(target, "participant").items.push(map({ actor, status: "accepted" }));
    }),
    eachChosen("participant", calendar, [
      reference("provider.scheduling-resource", "actor", identifierSystems.provider),
    ]),
    eachChosen("participant", place, [
      reference("appointment.location", "actor", identifierSystems.place),
    ]),
  ],
};
