import { providers } from "./clinic-tables.ts";
import { doseWithOneDecimal, doseWithTwoDecimals, wholeDose } from "./doses.ts";
import { allergens, codeSystems, diagnoses, frequencies } from "./clinical-tables.ts";
import { labTests, medicines, noKnownAllergies, reactions } from "./clinical-tables.ts";
import { stopReasons, vitalSigns } from "./clinical-tables.ts";
import { entryKinds } from "./entry-kinds.ts";
import { type Making, withWord } from "./making.ts";

export function putAllergies(making: Making): void {
  const { draft, numbers, index } = making;
  const status = (entry: string, at: number): void => {
    draft.put("allergy.clinical-status", entry, "active");
    draft.put("allergy.verification", entry, "confirmed");
    draft.put("allergy.code-system", entry, codeSystems.snomed);
    draft.put("allergy.identifier", entry, numbers.entryId(index, entryKinds.allergy, at));
  };
  if (making.draw("allergy.none-known").below(8) === 0) {
    draft.put("allergy.none-known", "al-1", "true");
    draft.put("allergy.substance", "al-1", noKnownAllergies.words);
    draft.put("allergy.code", "al-1", noKnownAllergies.code);
    status("al-1", 1);
    return;
  }
  const first = making.draw("allergy.list", "", "first").below(allergens.length);
  const count = 1 + making.draw("allergy.list", "", "count").below(3);
  for (let at = 1; at <= count; at++) {
    const entry = `al-${at}`;
    const allergen = allergens[(first + (at - 1) * 2) % allergens.length];
    if (allergen === undefined) continue;
    draft.put(
      "allergy.substance",
      entry,
      withWord(allergen.words, making.token("allergy.substance", entry)),
    );
    draft.put("allergy.code", entry, allergen.code);
    status(entry, at);
    draft.put(
      "allergy.type",
      entry,
      making.draw("allergy.type", entry).pick(["allergy", "intolerance"]),
    );
    draft.put("allergy.category", entry, allergen.category);
    draft.put(
      "allergy.criticality",
      entry,
      making.draw("allergy.criticality", entry).pick(["low", "high"]),
    );
    draft.put(
      "allergy.onset",
      entry,
      making.daysBefore(200 * at + 390, 200 * at + 200, "allergy.onset", entry),
    );
    const reaction = `${entry}/reaction-1`;
    const words = making.draw("allergy.reaction", reaction).pick(reactions);
    draft.put(
      "allergy.reaction",
      reaction,
      withWord(words, making.token("allergy.reaction", reaction)),
    );
    const severity = making.draw("allergy.reaction-severity", reaction);
    draft.put("allergy.reaction-severity", reaction, severity.pick(["mild", "moderate", "severe"]));
  }
}

/** Days before the reference date on which a medicine began, by entry: never two on the same days. */
const medicineStarts = [
  { most: 70, least: 40 },
  { most: 100, least: 75 },
  { most: 150, least: 115 },
] as const;

/** Three medicines, or two; their doses have one, no and two decimals, so that faults can be told apart. */
export function putMedications(making: Making): void {
  const { draft, numbers, index } = making;
  const slot = numbers.blockSlot(index, "dose");
  const doses = [doseWithOneDecimal(slot), wholeDose(slot), doseWithTwoDecimals(slot)];
  const first = making.draw("medication.list", "", "first").below(medicines.length);
  const count = 2 + making.draw("medication.list", "", "count").below(2);
  for (let at = 1; at <= count; at++) {
    const entry = `rx-${at}`;
    const medicine = medicines[(first + (at - 1) * 5) % medicines.length];
    const begun = medicineStarts[at - 1];
    const dose = doses[at - 1];
    if (medicine === undefined || begun === undefined || dose === undefined) continue;
    const frequency = making.draw("medication.frequency", entry).pick(frequencies);
    draft.put(
      "medication.name",
      entry,
      withWord(medicine.name, making.token("medication.name", entry)),
    );
    draft.put("medication.code", entry, medicine.code);
    draft.put("medication.code-system", entry, codeSystems.rxnorm);
    draft.put("medication.dose-value", entry, dose);
    draft.put("medication.dose-unit", entry, "mg");
    draft.put("medication.route", entry, "PO");
    draft.put("medication.frequency", entry, frequency.code);
    draft.put(
      "medication.sig",
      entry,
      withWord(`By mouth ${frequency.words}`, making.token("medication.sig", entry)),
    );
    draft.put("medication.prn", entry, "false");
    draft.put(
      "medication.start",
      entry,
      making.daysBefore(begun.most, begun.least, "medication.start", entry),
    );
    const stopped = at === 3;
    if (stopped)
      draft.put("medication.stop", entry, making.daysBefore(112, 103, "medication.stop", entry));
    draft.put("medication.status", entry, stopped ? "stopped" : "active");
    if (stopped) {
      const why = making.draw("medication.stop-reason", entry).pick(stopReasons);
      draft.put("medication.stop-reason", entry, why);
    }
    draft.put(
      "medication.refills",
      entry,
      String(1 + making.draw("medication.refills", entry).below(5)),
    );
    draft.put(
      "medication.quantity",
      entry,
      String(30 * (1 + making.draw("medication.quantity", entry).below(3))),
    );
    draft.put(
      "medication.prescriber",
      entry,
      making.draw("medication.prescriber", entry).pick(providers),
    );
    draft.put("medication.identifier", entry, numbers.entryId(index, entryKinds.medication, at));
  }
}

export function putProblems(making: Making): void {
  const { draft, numbers, index } = making;
  const first = making.draw("problem.list", "", "first").below(diagnoses.length);
  const count = 1 + making.draw("problem.list", "", "count").below(2);
  for (let at = 1; at <= count; at++) {
    const entry = `dx-${at}`;
    const diagnosis = diagnoses[(first + (at - 1) * 3) % diagnoses.length];
    if (diagnosis === undefined) continue;
    const icd = at === 1;
    draft.put("problem.code", entry, icd ? diagnosis.icd10 : diagnosis.snomed);
    draft.put("problem.code-system", entry, icd ? codeSystems.icd10cm : codeSystems.snomed);
    draft.put(
      "problem.text",
      entry,
      withWord(diagnosis.words, making.token("problem.text", entry)),
    );
    draft.put(
      "problem.onset",
      entry,
      making.daysBefore(400 * at + 1390, 400 * at + 1000, "problem.onset", entry),
    );
    draft.put("problem.clinical-status", entry, "active");
    draft.put("problem.verification", entry, "confirmed");
    draft.put("problem.rank", entry, String(at));
    draft.put("problem.identifier", entry, numbers.entryId(index, entryKinds.problem, at));
  }
}

export function putResults(making: Making): void {
  const { draft, numbers, index } = making;
  const first = making.draw("result.list", "", "first").below(labTests.length);
  const count = 1 + making.draw("result.list", "", "count").below(2);
  for (let at = 1; at <= count; at++) {
    const entry = `obs-${at}`;
    const test = labTests[(first + (at - 1) * 2) % labTests.length];
    if (test === undefined) continue;
    const units = test.low + making.draw("result.value", entry).below(test.high - test.low + 1);
    const day = making.daysBefore(12 * at + 12, 12 * at + 3, "result.observed-time", entry);
    draft.put("result.code", entry, test.code);
    draft.put("result.value", entry, scaled(units, test.decimals));
    draft.put("result.unit", entry, test.unit);
    draft.put(
      "result.reference-range",
      entry,
      `${scaled(test.low, test.decimals)}-${scaled(test.high, test.decimals)}`,
    );
    draft.put("result.flag", entry, "N");
    draft.put("result.status", entry, "final");
    draft.put("result.observed-time", entry, `${day}T0${7 + at}:15:00-05:00`);
    draft.put(
      "result.note",
      entry,
      withWord(`${test.words} checked`, making.token("result.note", entry)),
    );
    draft.put("result.identifier", entry, numbers.entryId(index, entryKinds.result, at));
    draft.put("result.accession", entry, numbers.entryId(index, entryKinds.accession, at));
    draft.put("result.report-status", entry, "final");
    draft.put("result.reported-time", entry, `${day}T1${at}:40:00-05:00`);
    draft.put("result.sub-id", entry, String(at));
  }
}

/** One measurement, taken after the visit so that its day is its own. */
export function putVitals(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "vital-1";
  const sign = making.draw("vital.code", entry).pick(vitalSigns);
  const units = sign.low + making.draw("vital.value", entry).below(sign.high - sign.low + 1);
  draft.put("vital.code", entry, sign.code);
  draft.put("vital.value", entry, scaled(units, sign.decimals));
  draft.put("vital.unit", entry, sign.unit);
  draft.put("vital.status", entry, "final");
  draft.put("vital.time", entry, `${making.daysBefore(6, 3, "vital.time", entry)}T13:05:00-05:00`);
  draft.put("vital.identifier", entry, numbers.entryId(index, entryKinds.vital, 1));
}

function scaled(units: number, decimals: 0 | 1 | 2): string {
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
