import { ruleText } from "../../core/compare/rules/rule-text.ts";
import { fieldById, fields } from "../../core/catalogue/fields.ts";
import { faults, faultWords } from "../../core/faults/faults.ts";
import { coverageOf } from "../../core/mess/coverage.ts";
import { parseMess } from "../../core/mess/parse-mess.ts";
import { presets } from "../../core/mess/presets.ts";
import { messFamilies, type MessFamily, type MessOperator } from "../../core/mess/operator.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { messFamilyWords, presetGroupWords, rateWords } from "./mess-words.ts";
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
          .map((family, at) => ({
            id: family,
            letter: String.fromCharCode(65 + at),
            ...wordsOf(family),
            operators: messOperators.filter((each) => each.family === family).map(lineOf),
          }))
          .filter((family) => family.operators.length > 0),
        presets: presets.map(({ id, label, says, group }) => ({
          id,
          label,
          says,
          group: presetGroupWords[group],
          operators: [
            ...new Set(coverageOf(parseMess(id), 0).cells.map(({ operator }) => operator)),
          ],
        })),
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

function wordsOf(family: MessFamily) {
  const { label, says, ask } = messFamilyWords[family];
  return { label, says, ask };
}

function lineOf(operator: MessOperator) {
  const { id, says, example, any, expected, targets, exposes, share } = operator;
  const rules = any.flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
  return {
    id,
    says,
    example,
    expected: expectedWords(any),
    note: expected.includes(": ") ? expected.slice(expected.indexOf(": ") + 2) : "",
    fields: targets.map((target) => fieldById(target)?.label ?? target),
    exposes: exposes.map((fault) => ({ id: fault, ...faultWords(fault) })),
    allowed: [...new Set(rules)].map(ruleText),
    rate: rateWords(share),
    rateSource: operator.rate,
  };
}
