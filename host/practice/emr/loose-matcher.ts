import { listOf, isObject, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { identifiersOf, recordKeyOf } from "../fhir/record-key.ts";
import type { ResourceStore } from "../fhir/resource-store.ts";
import { readSearch } from "../fhir/search-query.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { Candidate } from "./match-patient.ts";

/** What is enough for a loose matcher: one trait that many people share. */
const traits: Readonly<Record<string, (patient: JsonObject) => string>> = {
  "birth-month": (patient) => (stringOf(patient["birthDate"]) ?? "").slice(5, 7),
  sex: (patient) => stringOf(patient["gender"]) ?? "",
  initial: (patient) => {
    const name = listOf(patient["name"]).find(isObject);
    return (stringOf(name?.["family"]) ?? "").slice(0, 1).toUpperCase();
  },
};

/**
 * WRONG-MERGE takes the newest chart with one trait in common for the same person; SILENT-MATCH takes
 * the likeliest of doubtful charts, and tells nobody. Null: the matcher decides honestly.
 */
export function looseMatch(
  patient: JsonObject,
  candidates: readonly Candidate[],
  store: ResourceStore,
  switchboard: Switchboard,
): string | null {
  const record = recordKeyOf(patient, "new");
  const key = { record, patient: identifiersOf(patient)[0]?.value ?? "" };
  const note = (active: NonNullable<ReturnType<Switchboard["strikes"]>>, id: string): string => {
    switchboard.note(active, key, { field: "Patient.*", before: record, after: id });
    return id;
  };
  const [best] = candidates;
  const silent = best && switchboard.strikes("SILENT-MATCH", record);
  if (silent) return note(silent, best.id);
  const wrong = switchboard.strikes("WRONG-MERGE", record);
  const trait = wrong && traits[String(wrong.params["by"])];
  const own = trait?.(patient) ?? "";
  if (!wrong || !trait || own === "") return null;
  const params = new URLSearchParams({ _count: "1000" });
  const other = store
    .search("Patient", readSearch(store.system, "Patient", params))
    .page.findLast(({ resource }) => resource !== null && trait(resource) === own);
  return other ? note(wrong, other.id) : null;
}
