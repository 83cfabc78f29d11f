import { createHash } from "node:crypto";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { defaultMrn } from "../../../core/people/people-set.ts";

/** The charts of a set of people, with the given mess. */
export function messyPeople(count: number, mess = "coverage", seed = "csv"): readonly Chart[] {
  const set = {
    seed,
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    mess: parseMess(mess),
    mrn: defaultMrn,
    sha256: (bytes: Uint8Array) => createHash("sha256").update(bytes).digest(),
  };
  return Array.from({ length: count }, (_, i) => makePerson(set, i).chart);
}
