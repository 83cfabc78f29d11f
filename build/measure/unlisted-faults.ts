import { isLosslessNumber, LosslessNumber } from "lossless-json";
import {
  listOf,
  objectOf,
  readJson,
  stringOf,
  writeJson,
} from "../../host/practice/json/lossless-tree.ts";
import type { JsonObject } from "../../host/practice/json/lossless-tree.ts";

/** A change that no class of the catalogue describes, made to the bytes of a message on its way. */
export interface UnlistedFault {
  readonly id: string;
  readonly change: (message: Uint8Array) => Uint8Array;
}

const isWord = /[A-Za-z]{3}/u;

/** Changes of words: names, streets, notes. */
const ofWords: Readonly<Record<string, (text: string) => string>> = {
  "written backwards": (text) => Array.from(text).toReversed().join(""),
  "vowels starred": (text) => text.replace(/[aeiou]/giu, "*"),
  "every third letter gone": (text) =>
    Array.from(text)
      .filter((_, at) => at % 3 !== 2)
      .join(""),
  "neighbours swapped": (text) => text.replace(/(\p{L})(\p{L})/gu, "$2$1"),
  "letters moved by thirteen": (text) =>
    text.replace(/[a-z]/giu, (each) => {
      const base = each <= "Z" ? 65 : 97;
      return String.fromCharCode(((each.charCodeAt(0) - base + 13) % 26) + base);
    }),
  "said twice": (text) => text + text,
  "first letter gone": (text) => Array.from(text).slice(1).join(""),
  "a stamp behind it": (text) => `${text} (verified 3)`,
  "words sorted": (text) => text.split(" ").toSorted().toReversed().join(" "),
  "k for c": (text) => text.replaceAll("c", "k").replaceAll("i", "y"),
};

/** Changes of numbers that are no shift, no rounding and no unit. */
const ofNumbers: Readonly<Record<string, (text: string) => string>> = {
  "plus three": (text) => String(Number(text) + 3),
  "times 1.7": (text) => String(Number((Number(text) * 1.7).toFixed(4))),
  "digits backwards": (text) =>
    Array.from(text)
      .toReversed()
      .join("")
      .replace(/^0+(?=\d)/u, ""),
};

/** Changes of dates that are no swap, no shift alike for all, and no century. */
const ofDates: Readonly<Record<string, (text: string) => string>> = {
  "year by its last digit": (text) =>
    `${text.slice(0, 2)}${text.slice(3, 4)}${text.slice(2, 3)}${text.slice(4)}`,
  "always June": (text) => text.replace(/^(\d{4})-\d{2}-\d{2}/u, "$1-06-17"),
};

export const unlistedFaults: readonly UnlistedFault[] = [
  ...Object.entries(ofWords).map(([id, change]) => ({ id, change: changing(words(change)) })),
  ...Object.entries(ofNumbers).map(([id, change]) => ({ id, change: changing(numbers(change)) })),
  ...Object.entries(ofDates).map(([id, change]) => ({ id, change: changing(dates(change)) })),
];

type Act = (resource: JsonObject) => void;

function changing(act: Act): UnlistedFault["change"] {
  return (message) => {
    const tree = readJson(message);
    for (const entry of listOf(objectOf(tree)?.["entry"])) {
      const resource = objectOf(objectOf(entry)?.["resource"]);
      if (resource !== null) act(resource);
    }
    return new TextEncoder().encode(writeJson(tree));
  };
}

function change(of: JsonObject | null, key: string, how: (text: string) => string): void {
  const text = of === null ? null : stringOf(of[key]);
  if (of !== null && text !== null) of[key] = how(text);
}

function words(how: (text: string) => string): Act {
  const marked = (text: string): string => (isWord.test(text) ? how(text) : text);
  return (resource) => {
    const type = resource["resourceType"];
    if (type === "Patient") {
      for (const name of listOf(resource["name"])) change(objectOf(name), "family", marked);
      for (const address of listOf(resource["address"])) change(objectOf(address), "city", marked);
    }
    if (type === "AllergyIntolerance" || type === "Condition") {
      change(objectOf(resource["code"]), "text", marked);
    }
    if (type === "MedicationRequest") {
      for (const dosage of listOf(resource["dosageInstruction"]))
        change(objectOf(dosage), "text", marked);
    }
  };
}

function numbers(how: (text: string) => string): Act {
  return (resource) => {
    if (resource["resourceType"] !== "MedicationRequest") return;
    for (const dosage of listOf(resource["dosageInstruction"])) {
      for (const dose of listOf(objectOf(dosage)?.["doseAndRate"])) {
        changeNumber(objectOf(objectOf(dose)?.["doseQuantity"]), how);
      }
    }
  };
}

function changeNumber(quantity: JsonObject | null, how: (text: string) => string): void {
  const value = quantity?.["value"];
  if (quantity === null || !isLosslessNumber(value)) return;
  quantity["value"] = new LosslessNumber(how(value.toString()));
}

function dates(how: (text: string) => string): Act {
  return (resource) => {
    const type = resource["resourceType"];
    if (type === "Patient") change(resource, "birthDate", how);
    if (type === "Condition" || type === "AllergyIntolerance")
      change(resource, "onsetDateTime", how);
  };
}
