import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** Code lists that are editions of one another. */
const editions: readonly (readonly string[])[] = [
  [
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://hl7.org/fhir/sid/icd-9-cm",
    "http://hl7.org/fhir/sid/icd-10",
    "urn:oid:2.16.840.1.113883.6.90",
    "urn:oid:2.16.840.1.113883.6.103",
    "I10C",
    "I9C",
    "I10",
    "I9",
  ],
  [
    "http://www.ama-assn.org/go/cpt",
    "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
    "CPT",
    "C4",
  ],
];

/** A list with the release in its name: `…|2023-09`, `…/version/20230301`. */
function withoutRelease(system: string): string {
  // No name of a list is longer, and the pattern would look at it from each of its places.
  if (system.length > 500) return system;
  return system.replace(/(?:\||\/version\/|#v?)[\w.-]*\d[\w.-]*$/iu, "");
}

function isOtherEdition(source: string, target: string): boolean {
  if (withoutRelease(source) === withoutRelease(target)) return true;
  // The list itself, and one edition or release of it by its address.
  const [shorter, longer] = source.length < target.length ? [source, target] : [target, source];
  if (longer.startsWith(`${shorter}/`) || longer.startsWith(`${shorter}|`)) return true;
  return editions.some((family) => family.includes(source) && family.includes(target));
}

/**
 * A few diagnosis codes (ICD-10-CM, ICD-9-CM: public) that a later release split or replaced, each with
 * what stands for it since. They show the pattern; a loaded map says more.
 */
const replaced: readonly (readonly [old: string, since: readonly string[]])[] = [
  ["M54.5", ["M54.50", "M54.51", "M54.59"]],
  ["G93.3", ["G93.31", "G93.32", "G93.39"]],
  ["I47.2", ["I47.20", "I47.21", "I47.29"]],
  ["R63.3", ["R63.30", "R63.31", "R63.32", "R63.39"]],
  ["F32.8", ["F32.81", "F32.89"]],
  ["F32.9", ["F32.A"]],
  ["I48.2", ["I48.20", "I48.21"]],
  ["I48.1", ["I48.11", "I48.19"]],
  ["K35.8", ["K35.80", "K35.89"]],
  ["R05", ["R05.1", "R05.2", "R05.3", "R05.9"]],
  ["250.00", ["E11.9"]],
  ["401.9", ["I10"]],
  ["272.4", ["E78.5"]],
  ["493.90", ["J45.909"]],
  ["530.81", ["K21.9"]],
  ["244.9", ["E03.9"]],
];

function areReleases(source: string, target: string): boolean {
  return replaced.some(
    ([old, since]) =>
      (old === target && since.includes(source)) || (old === source && since.includes(target)),
  );
}

/** The same concept in another release of its list (faults.md 4.5). */
export const editionRecognisers: readonly Recogniser[] = [
  {
    id: "CODE-VERSION",
    cost: 0.6,
    agree: [],
    applies: (field) => field.form === "code",
    propose: ({ field, source, target }) => {
      const isList = field.id.endsWith("-system");
      const fits = isList ? isOtherEdition(source, target) : areReleases(source, target);
      return fits ? [{ from: source, to: target }] : [];
    },
    simulate: (params) => String(params["to"]),
    why: (_params, source, target) =>
      `The same thing in another release of its list: ${quoted(source)} became ${quoted(target)}.`,
  },
];
