import { carrier, change, flag, type MessOperator } from "../operator.ts";
import { operator, removal, survive } from "../operator.ts";
import { codeSystems } from "../../people/clinical-tables.ts";
import { entryKinds } from "../../people/entry-kinds.ts";
import { allergyFields, furtherAllergy, furtherAllergyFields } from "../list-entries.ts";
import { withoutFields } from "../list-entries.ts";

const substance = "allergy.substance";
const code = "allergy.code";
const codeSystem = "allergy.code-system";
const noneKnown = "allergy.none-known";
const entry = "al-1";

/** Family J, allergies: what is known, what is known not to be, and what nobody asked. */
export const allergyOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "allergy-local-code",
    introduced: 241,
    targets: [code],
    beside: [codeSystem, substance, noneKnown],
    any: [flag],
    note: "the text is kept",
    exposes: "CODE-DROP DROP-RECORD CODE-REMAP",
    source: "S-9 S-19",
    says: "An allergy with a code of the clinic's own list, which no map knows.",
    example: "ALG-0417",
    share: 0.05,
    apply: (acting) => [
      change(code, entry, `ALG-0${String(417 + (acting.variant % 500))}`),
      change(codeSystem, entry, "urn:clinic:allergies"),
      change(substance, entry, `Clinic's item ${acting.token(substance, entry)}`, [survive]),
      ...(acting.text(noneKnown, entry) === null ? [] : [removal(noneKnown, entry, [survive])]),
    ],
  }),
  operator("clinical", {
    id: "allergy-nkda",
    introduced: 242,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: [noneKnown],
    beside: allergyFields.filter((field) => field !== noneKnown),
    any: [survive],
    note: "as an assertion, of drugs alone",
    exposes: "NULL-SEMANTICS BOOL-FLIP DROP-RECORD NEGATION-WIDENED",
    source: "S-9",
    says: "“No known drug allergies”: somebody asked, and it says nothing of food.",
    example: "409137002 No known drug allergies",
    share: 0.35,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const asserted = [
        change(noneKnown, entry, "true"),
        change(substance, entry, "No known drug allergies"),
        change(code, entry, "409137002"),
        change(codeSystem, entry, codeSystems.snomed),
        change("allergy.clinical-status", entry, "active"),
        change("allergy.verification", entry, "confirmed"),
        change("allergy.identifier", entry, numbers.entryId(index, entryKinds.allergy, 1)),
      ];
      const others = withoutFields(acting, allergyFields).filter(
        (gone) => !asserted.some(({ field }) => field === gone.field && gone.entry === entry),
      );
      return [...others, ...asserted];
    },
  }),
  operator("clinical", {
    id: "allergy-none-recorded",
    introduced: 243,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: [substance],
    beside: allergyFields.filter((field) => field !== substance),
    any: [survive],
    note: "as unknown, never as “no known allergies”",
    exposes: "NULL-SEMANTICS DEFAULT-INJECT",
    source: "S-9",
    says: "An empty list of allergies: nobody asked.",
    example: "no entry",
    share: 0.1,
    apply: (acting) => withoutFields(acting, allergyFields),
  }),
  operator("clinical", {
    id: "allergy-vs-intolerance",
    introduced: 244,
    targets: ["allergy.type"],
    beside: [...furtherAllergyFields, "allergy.criticality", noneKnown],
    any: [survive],
    exposes: "ENUM-COLLAPSE DROP-ELEMENT LIST-MISPAIR",
    source: "S-12",
    says: "An intolerance of little danger next to an allergy of great danger.",
    example: "lactose, intolerance, low · bee sting, allergy, high",
    share: 0.15,
    apply: (acting) => [
      ...withoutFields(acting, [noneKnown]),
      ...furtherAllergy(acting, 1, "Bee sting", "424213003"),
      change("allergy.type", "al-1", "allergy"),
      change("allergy.criticality", "al-1", "high"),
      ...furtherAllergy(acting, 2, carrier(["Lactose", "Codeine"], acting.variant), "267425008"),
      change("allergy.type", "al-2", "intolerance"),
      change("allergy.criticality", "al-2", "low"),
    ],
  }),
];
