import { dateText, dayNumber, parseCivilDate } from "./civil-date.ts";
import { providerName, payers, slotOf } from "./clinic.ts";
import { providers, rooms } from "./clinic-tables.ts";
import { entryKinds } from "./entry-kinds.ts";
import { type Making, withWord } from "./making.ts";
import { plainFamilyName, withToken } from "./plain-names.ts";

/** One coverage; the payers are invented, their numbers begin with ZZT. */
export function putCoverage(making: Making): void {
  const { draft, numbers, index, locale, sex } = making;
  const entry = "cov-1";
  const payer = making.draw("coverage.payer-name", entry).pick(payers.map(({ name }) => name));
  draft.put(
    "coverage.payer-name",
    entry,
    withWord(payer, making.token("coverage.payer-name", entry)),
  );
  draft.put(
    "coverage.payer-id",
    entry,
    `ZZT${String(10 + making.draw("coverage.payer-id", entry).below(90))}`,
  );
  draft.put("coverage.member-id", entry, numbers.cardNumber(index, 4));
  draft.put("coverage.policy-number", entry, numbers.cardNumber(index, 5));
  draft.put("coverage.group-number", entry, numbers.cardNumber(index, 6));
  const group = making
    .draw("coverage.group-name", entry)
    .pick(["Staff", "Retired staff", "Family"]);
  draft.put(
    "coverage.group-name",
    entry,
    withWord(group, making.token("coverage.group-name", entry)),
  );
  draft.put(
    "coverage.plan-id",
    entry,
    making.draw("coverage.plan-id", entry).pick(["ZZT-GOLD", "ZZT-BASIC"]),
  );
  draft.put("coverage.payer-order", entry, "1");
  draft.put("coverage.status", entry, "active");
  draft.put("coverage.type", entry, making.draw("coverage.type", entry).pick(["EHCPOL", "HIP"]));
  draft.put("coverage.start", entry, making.daysBefore(340, 160, "coverage.start", entry));
  draft.put("coverage.end", entry, making.daysBefore(-60, -320, "coverage.end", entry));
  draft.put("coverage.identifier", entry, numbers.entryId(index, entryKinds.coverage, 1));
  const married = draft.text("patient.marital-status") === "M";
  draft.put("coverage.relationship", entry, married ? "spouse" : "self");
  if (!married) return;
  const other = sex === "female" ? "male" : "female";
  const family = plainFamilyName(locale, other, making.draw("coverage.subscriber-name", entry));
  draft.put(
    "coverage.subscriber-name",
    entry,
    withToken(family, making.token("coverage.subscriber-name", entry)),
  );
  const born = parseCivilDate(draft.text("patient.birth-date") ?? "");
  if (born === null) throw new Error("The base person has no date of birth.");
  const gap = 40 + making.draw("coverage.subscriber-dob", entry).below(900);
  draft.put("coverage.subscriber-dob", entry, dateText(dayNumber(born) - gap));
}

export function putEncounter(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "enc-1";
  const draw = making.draw("encounter.start", entry, "time");
  const day = making.daysBefore(12, 8, "encounter.start", entry);
  draft.put("encounter.number", entry, numbers.entryId(index, entryKinds.encounter, 1));
  draft.put("encounter.class", entry, "AMB");
  draft.put("encounter.status", entry, "finished");
  draft.put("encounter.location", entry, making.draw("encounter.location", entry).pick(rooms));
  const rendering = making.draw("provider.rendering", entry).pick(providers);
  draft.put("provider.rendering", entry, rendering);
  draft.put("provider.name", entry, providerName(making.set, rendering) ?? "");
  const account = draft.text("patient.account-number");
  if (account !== null) draft.put("encounter.account", entry, account);
  const hour = 9 + draw.below(7);
  const minute = draw.pick(["00", "15", "30"]);
  draft.put("encounter.start", entry, `${day}T${twoDigits(hour)}:${minute}:00-05:00`);
  draft.put("encounter.end", entry, `${day}T${twoDigits(hour)}:45:00-05:00`);
  const why = making
    .draw("encounter.reason", entry)
    .pick(["Follow-up", "Annual visit", "Sick visit"]);
  draft.put("encounter.reason", entry, withWord(why, making.token("encounter.reason", entry)));
}

export function putAppointment(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "appt-1";
  const draw = making.draw("appointment.start", entry, "time");
  const day = making.daysBefore(-5, -40, "appointment.start", entry);
  const hour = twoDigits(8 + draw.below(9));
  const minutes = draw.pick([15, 20, 30, 45]);
  draft.put("appointment.identifier", entry, numbers.entryId(index, entryKinds.appointment, 1));
  draft.put(
    "appointment.filler-id",
    entry,
    numbers.entryId(index, entryKinds.appointmentFiller, 1),
  );
  draft.put("appointment.status", entry, "booked");
  draft.put(
    "appointment.type",
    entry,
    making.draw("appointment.type", entry).pick(["ROUTINE", "FOLLOWUP"]),
  );
  const room = making.draw("appointment.location", entry).pick(rooms);
  draft.put("appointment.location", entry, room);
  const calendar = making.draw("provider.scheduling-resource", entry).pick(providers);
  draft.put("provider.scheduling-resource", entry, calendar);
  const comment = withWord("Please come fasting", making.token("appointment.comment", entry));
  draft.put("appointment.comment", entry, comment);
  draft.put("appointment.start", entry, `${day}T${hour}:00:00-05:00`);
  draft.put("appointment.slot", entry, slotOf(room, `${day}T${hour}:00`));
  draft.put("appointment.end", entry, `${day}T${hour}:${twoDigits(minutes)}:00-05:00`);
  draft.put("appointment.duration", entry, String(minutes));
  const why = making.draw("appointment.reason", entry).pick(["Blood pressure check", "Lab review"]);
  draft.put("appointment.reason", entry, withWord(why, making.token("appointment.reason", entry)));
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}
