import { fieldById, fields } from "../../core/catalogue/fields.ts";
import { faults } from "../../core/faults/faults.ts";
import { messFamilies } from "../../core/mess/operator.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { messFamilyWords, messPresets } from "./mess-words.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { expectedWords } from "./field-words.ts";

export function catalogueHandlers(): AreaHandlers<"catalogue"> {
  return {
    "catalogue.fields": () =>
      Promise.resolve({
        fields: fields.map(({ id, label, group, role, criticality, hl7, fhir }) => ({
          id,
          label,
          group,
          role,
          criticality,
          hl7,
          fhir,
        })),
      }),

    "catalogue.mess": () =>
      Promise.resolve({
        families: messFamilies
          .map((family) => ({
            id: family,
            ...messFamilyWords[family],
            operators: messOperators
              .filter((each) => each.family === family)
              .map((each) => ({
                id: each.id,
                says: each.says,
                example: each.example,
                expected: expectedWords(each.any),
                fields: each.targets.map((id) => fieldById(id)?.label ?? id),
                exposes: [...each.exposes],
              })),
          }))
          .filter((family) => family.operators.length > 0),
        presets: messPresets.map((preset) => ({ ...preset })),
      }),

    "catalogue.faults": () =>
      Promise.resolve({
        faults: faults.map(({ id, family, long, short, says, probe }) => ({
          id,
          family,
          long,
          short,
          says,
          probe,
        })),
      }),
  };
}
