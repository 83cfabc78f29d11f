import type { Field } from "../../core/catalogue/field.ts";
import type { Harm } from "../../core/faults/harm.ts";
import type { Expected } from "../../core/mess/expectation.ts";

/** How the catalogue's groups are gathered on screen, in the order in which they are shown. */
export const sections: readonly {
  readonly group: string;
  readonly label: string;
  readonly groups: readonly string[];
}[] = [
  {
    group: "who",
    label: "Who the patient is",
    groups: ["identity", "name", "birth-death-sex", "language"],
  },
  {
    group: "contact",
    label: "Address and contact",
    groups: ["address", "telecom", "contacts-consent"],
  },
  { group: "allergies", label: "Allergies", groups: ["allergies"] },
  { group: "medications", label: "Medicines", groups: ["medications"] },
  { group: "problems", label: "Diagnoses", groups: ["problems"] },
  { group: "results", label: "Results and measurements", groups: ["results", "vitals", "orders"] },
  { group: "visits", label: "Visits and appointments", groups: ["encounters", "appointments"] },
  { group: "coverage", label: "Insurance", groups: ["coverage", "charges"] },
  {
    group: "other",
    label: "Other",
    groups: ["providers", "immunizations", "notes", "referrals", "record"],
  },
];

/** Index of the section that a field is shown in. */
export function sectionOf(field: Field): number {
  const at = sections.findIndex((section) => section.groups.includes(field.group));
  return at === -1 ? sections.length - 1 : at;
}

const expectWords: Readonly<Record<Expected["expect"], string>> = {
  "must-survive": "must arrive unchanged",
  "may-normalise": "may be tidied",
  "must-reject": "must be refused clearly",
  "must-flag": "must be flagged",
};

/** What must become of a value, for a tester. */
export function expectedWords(any: readonly Expected[]): string {
  if (any.length === 0) return expectWords["must-survive"];
  return any
    .map(({ expect, rule, limit }) => {
      const words = rule === undefined ? expectWords[expect] : `${expectWords[expect]} (${rule})`;
      return limit === undefined ? words : `${words}, up to ${limit} characters`;
    })
    .join(", or ");
}

const identityGroups = new Set(["identity", "name", "birth-death-sex"]);

/** Harm as the screens show it: 4 could harm … 1 looks wrong. */
export function shownHarm(field: Field, harm: Harm): { harm: 1 | 2 | 3 | 4; harmWords: string } {
  if (harm.band === "cosmetic") return { harm: 1, harmWords: "Looks wrong, no consequence" };
  if (harm.band === "minor") return { harm: 2, harmWords: "Contact, visit or bill goes wrong" };
  if (identityGroups.has(field.group)) return { harm: 3, harmWords: "Could mix up two patients" };
  return harm.band === "stop"
    ? { harm: 4, harmWords: "Could harm a patient" }
    : { harm: 2, harmWords: "Contact, visit or bill goes wrong" };
}
