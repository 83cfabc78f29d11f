import { isObject, listOf, scalarText, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";

/** Everything that stands at a dotted path, lists walked through. */
export function elementsAt(at: Json | undefined, path: string): Json[] {
  return path
    .split(".")
    .reduce<Json[]>(
      (found, name) =>
        found.flatMap(listOf).flatMap((item) => (isObject(item) ? listOf(item[name]) : [])),
      at === undefined ? [] : [at],
    );
}

/** The texts at a path, joined for a table cell. */
export function textAt(at: Json | undefined, path: string): string {
  return elementsAt(at, path)
    .flatMap((item) => scalarText(item) ?? [])
    .join(", ");
}

/** A CodeableConcept as staff read it: words, and the code in parentheses. */
export function conceptAt(at: Json | undefined, path: string): string {
  return elementsAt(at, path)
    .filter(isObject)
    .map((concept) => {
      const words = stringOf(concept["text"]) ?? textAt(concept, "coding.display");
      const code = textAt(concept, "coding.code");
      if (words === "") return code;
      return code === "" ? words : `${words} (${code})`;
    })
    .join(", ");
}

/** A Quantity with its unit. */
export function quantityAt(at: Json | undefined, path: string): string {
  return elementsAt(at, path)
    .filter(isObject)
    .map((quantity) => {
      const unit = stringOf(quantity["unit"]) ?? stringOf(quantity["code"]) ?? "";
      const value = scalarText(quantity["value"]) ?? "";
      return `${stringOf(quantity["comparator"]) ?? ""}${value} ${unit}`.trimEnd();
    })
    .join(", ");
}

/** A name on one line: prefix, given names, family, suffix. */
export function nameText(name: JsonObject): string {
  const parts = ["prefix", "given", "family", "suffix"].map((key) =>
    listOf(name[key])
      .flatMap((item) => scalarText(item) ?? [])
      .join(" "),
  );
  const joined = parts.filter((part) => part !== "").join(" ");
  return joined === "" ? (stringOf(name["text"]) ?? "") : joined;
}

/** The official name, else the first one. */
export function officialName(patient: JsonObject): string {
  const names = listOf(patient["name"]).filter(isObject);
  const name = names.find((one) => one["use"] === "official") ?? names[0];
  return name ? nameText(name) : "(no name)";
}
