import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { identifiersOf } from "../fhir/record-key.ts";
import type { ResourceStore } from "../fhir/resource-store.ts";
import { foldText } from "../fhir/search-index.ts";
import { readSearch } from "../fhir/search-query.ts";

/** At or above it, a patient without any number is taken for the one that is there. */
export const linkThreshold = 0.9;
/** At or above it, a person looks at the pair. */
export const reviewThreshold = 0.75;

const mostCandidates = 3;

export interface Candidate {
  readonly id: string;
  readonly score: number;
}

const weights = {
  family: 0.25,
  given: 0.2,
  birthDate: 0.3,
  gender: 0.05,
  telecom: 0.1,
  postal: 0.1,
};

/** Charts that resemble an incoming patient by demographics, best first (0…1). */
export function findCandidates(store: ResourceStore, patient: JsonObject): Candidate[] {
  const birthDate = stringOf(patient["birthDate"]);
  const family = traits(patient).family;
  const searches: [string, string][] = [];
  if (birthDate !== null) searches.push(["birthdate", birthDate]);
  if (family !== "") searches.push(["family", family]);
  const seen = new Map<string, number>();
  for (const [name, value] of searches) {
    const params = new URLSearchParams([[name, value.replace(/[\\,$|]/g, "\\$&")]]);
    params.append("_count", "50");
    for (const { id, resource } of searchSafely(store, params)) {
      if (resource) seen.set(id, scoreOf(patient, resource));
    }
  }
  return [...seen]
    .map(([id, score]) => ({ id, score }))
    .filter(({ score }) => score >= reviewThreshold)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostCandidates);
}

function searchSafely(
  store: ResourceStore,
  params: URLSearchParams,
): ReturnType<ResourceStore["search"]>["page"] {
  try {
    return store.search("Patient", readSearch(store.system, "Patient", params)).page;
  } catch {
    // A birth date that is no date cannot be searched by.
    return [];
  }
}

/** The one chart that a patient without any number is, if it is beyond doubt. */
export function sameWithoutNumber(
  patient: JsonObject,
  candidates: readonly Candidate[],
): string | null {
  const [best, second] = candidates;
  if (!best || identifiersOf(patient).length > 0) return null;
  if (best.score < linkThreshold || (second && second.score >= linkThreshold)) return null;
  return best.id;
}

interface Traits {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly gender: string;
  readonly telecom: readonly string[];
  readonly postal: string;
}

function traits(patient: JsonObject): Traits {
  const names = listOf(patient["name"]).filter(isObject);
  const name = names.find((one) => one["use"] === "official") ?? names[0];
  const address = listOf(patient["address"]).find(isObject);
  return {
    family: foldText(stringOf(name?.["family"]) ?? ""),
    given: foldText(stringOf(listOf(name?.["given"])[0]) ?? ""),
    birthDate: stringOf(patient["birthDate"]) ?? "",
    gender: stringOf(patient["gender"]) ?? "",
    telecom: listOf(patient["telecom"]).flatMap((item) =>
      isObject(item) ? [(stringOf(item["value"]) ?? "").replace(/\s/g, "").toLowerCase()] : [],
    ),
    postal: stringOf(address?.["postalCode"]) ?? "",
  };
}

/** How much two patients resemble each other, 0…1. */
export function scoreOf(one: JsonObject, other: JsonObject): number {
  const a = traits(one);
  const b = traits(other);
  const equal = (key: "family" | "given" | "birthDate" | "gender" | "postal"): number =>
    a[key] !== "" && a[key] === b[key] ? weights[key] : 0;
  const contact = a.telecom.some((value) => value !== "" && b.telecom.includes(value));
  return (
    equal("family") +
    equal("given") +
    equal("birthDate") +
    equal("gender") +
    equal("postal") +
    (contact ? weights.telecom : 0)
  );
}
