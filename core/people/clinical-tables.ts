/**
 * A few codes as illustrations, so that records look like records. They are no terminology, no
 * mapping, and no statement about medicine; doses are invented numbers.
 */

export const codeSystems = {
  rxnorm: "http://www.nlm.nih.gov/research/umls/rxnorm",
  snomed: "http://snomed.info/sct",
  icd10cm: "http://hl7.org/fhir/sid/icd-10-cm",
} as const;

export interface Medicine {
  readonly name: string;
  readonly code: string;
}

/** Ingredients by name; the strength stands in the dose, never in the name. */
export const medicines: readonly Medicine[] = [
  { name: "Lisinopril", code: "29046" },
  { name: "Metformin", code: "6809" },
  { name: "Atorvastatin", code: "83367" },
  { name: "Amlodipine", code: "17767" },
  { name: "Omeprazole", code: "7646" },
  { name: "Warfarin", code: "11289" },
  { name: "Prednisone", code: "8640" },
  { name: "Furosemide", code: "4603" },
  { name: "Sertraline", code: "36437" },
  { name: "Metoprolol", code: "6918" },
  { name: "Gabapentin", code: "25480" },
  { name: "Ibuprofen", code: "5640" },
];

/** Reasons as codes of our own: the standards name no list. */
export const stopReasons = ["ZZ-SIDE-EFFECT", "ZZ-NO-EFFECT", "ZZ-CHANGED"] as const;

export interface Frequency {
  readonly code: string;
  readonly words: string;
}

export const frequencies: readonly Frequency[] = [
  { code: "QD", words: "once daily" },
  { code: "BID", words: "twice daily" },
  { code: "TID", words: "three times daily" },
  { code: "Q12H", words: "every 12 hours" },
];

export interface Allergen {
  readonly words: string;
  readonly code: string;
  readonly category: "food" | "medication" | "environment";
}

/** Allergies as SNOMED CT findings. */
export const allergens: readonly Allergen[] = [
  { words: "Penicillin", code: "91936005", category: "medication" },
  { words: "Peanut", code: "91935009", category: "food" },
  { words: "Latex", code: "300916003", category: "environment" },
  { words: "Shellfish", code: "300913006", category: "food" },
  { words: "Sulfonamide", code: "91939003", category: "medication" },
  { words: "Egg", code: "91930004", category: "food" },
  { words: "Tree nuts", code: "91934008", category: "food" },
];

export const noKnownAllergies = { words: "No known allergies", code: "716186003" } as const;

/** Two lists, so that a second round never repeats a word of the first. */
export const reactions = ["Hives", "Rash", "Itching", "Swelling", "Nausea"] as const;
export const laterReactions = ["Wheezing", "Vomiting", "Dizziness", "Cough"] as const;

export interface Diagnosis {
  readonly words: string;
  readonly icd10: string;
  readonly snomed: string;
}

export const diagnoses: readonly Diagnosis[] = [
  { words: "High blood pressure", icd10: "I10", snomed: "38341003" },
  { words: "High cholesterol", icd10: "E78.5", snomed: "55822004" },
  { words: "Underactive thyroid", icd10: "E03.9", snomed: "40930008" },
  { words: "Acid reflux", icd10: "K21.9", snomed: "235595009" },
  { words: "Asthma", icd10: "J45.909", snomed: "195967001" },
  { words: "Depression", icd10: "F32.A", snomed: "35489007" },
  { words: "Migraine", icd10: "G43.909", snomed: "37796009" },
];

export interface LabTest {
  readonly code: string;
  readonly words: string;
  readonly unit: string;
  readonly decimals: 0 | 1 | 2;
  /** Bounds of the normal range, in units of the last decimal. */
  readonly low: number;
  readonly high: number;
}

export const labTests: readonly LabTest[] = [
  { code: "2823-3", words: "Potassium", unit: "mmol/L", decimals: 1, low: 35, high: 51 },
  { code: "718-7", words: "Hemoglobin", unit: "g/dL", decimals: 1, low: 121, high: 159 },
  { code: "2345-7", words: "Glucose", unit: "mg/dL", decimals: 0, low: 70, high: 99 },
  { code: "2160-0", words: "Creatinine", unit: "mg/dL", decimals: 2, low: 61, high: 129 },
  { code: "2951-2", words: "Sodium", unit: "mmol/L", decimals: 0, low: 136, high: 145 },
  { code: "4548-4", words: "Hemoglobin A1c", unit: "%", decimals: 1, low: 41, high: 56 },
];

/** Vital signs by LOINC code: weight, height, pulse, of adults. */
export const vitalSigns: readonly LabTest[] = [
  { code: "29463-7", words: "Body weight", unit: "kg", decimals: 1, low: 521, high: 979 },
  { code: "8302-2", words: "Body height", unit: "cm", decimals: 0, low: 151, high: 189 },
  { code: "8867-4", words: "Heart rate", unit: "/min", decimals: 0, low: 58, high: 92 },
];
