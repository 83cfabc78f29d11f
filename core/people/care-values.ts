import { providers } from "./clinic-tables.ts";
import { entryKinds } from "./entry-kinds.ts";
import { type Making, withWord } from "./making.ts";

/** Vaccines by CVX code, as illustrations; some begin with a zero. */
const vaccines = ["08", "03", "140", "115"] as const;

/** One vaccination about a year ago. */
export function putImmunization(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "vax-1";
  draft.put("immunization.code", entry, making.draw("immunization.code", entry).pick(vaccines));
  draft.put("immunization.date", entry, making.daysBefore(396, 344, "immunization.date", entry));
  draft.put("immunization.status", entry, "completed");
  draft.put("immunization.lot", entry, `0A${making.token("immunization.lot", entry)}`);
  draft.put(
    "immunization.manufacturer",
    entry,
    making.draw("immunization.manufacturer", entry).pick(["ZZA", "ZZB"]),
  );
  draft.put("immunization.site", entry, making.draw("immunization.site", entry).pick(["LA", "RA"]));
  draft.put("immunization.identifier", entry, numbers.entryId(index, entryKinds.immunization, 1));
}

/** One note about the visit. */
export function putNote(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "note-1";
  // LOINC: consult note, progress note, telephone encounter note.
  draft.put(
    "note.type",
    entry,
    making.draw("note.type", entry).pick(["11488-4", "11506-3", "34748-4"]),
  );
  const words = making
    .draw("note.text", entry)
    .pick(["Feels well today", "Spoke about sleep and diet"]);
  draft.put("note.text", entry, withWord(words, making.token("note.text", entry)));
  const visit = draft.text("encounter.number", "enc-1");
  if (visit !== null) draft.put("note.encounter", entry, visit);
  draft.put("note.author", entry, making.draw("note.author", entry).pick(providers));
  draft.put("note.status", entry, "final");
  draft.put("note.confidentiality", entry, "N");
  draft.put("note.identifier", entry, numbers.entryId(index, entryKinds.note, 1));
  const hour = 10 + making.draw("note.date", entry, "time").below(7);
  draft.put(
    "note.date",
    entry,
    `${making.daysBefore(38, 38, "note.date", entry)}T${hour}:35:00-05:00`,
  );
  draft.put("note.availability", entry, "current");
}
