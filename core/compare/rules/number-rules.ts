import { withoutEnd } from "../forms/text.ts";
import type { Field } from "../../catalogue/field.ts";
import type { AllowRule } from "../allow-rule.ts";
import { equalDecimals, hasRatio, readDecimal, roundDecimal } from "../forms/decimal.ts";
import { isKnownUnit, unitCode, unitFactor } from "../forms/unit.ts";
import { isListed } from "./pairs.ts";
import { sibling } from "./siblings.ts";
import type { Siblings } from "./siblings.ts";
import { isDose } from "./transformation.ts";
import type { RuleContext, Transformation } from "./transformation.ts";

function isUnit(field: Field): boolean {
  return field.id.endsWith("-unit") || field.id.endsWith(".unit");
}

/** The other half of a quantity: the unit of a number, the number of a unit. */
function otherHalf(context: RuleContext): Siblings {
  const name = context.field.id.slice(context.field.id.lastIndexOf(".") + 1);
  if (!isUnit(context.field)) {
    return sibling(context, name === "value" ? "unit" : `${name.replace(/-value$/u, "")}-unit`);
  }
  if (name === "unit") return sibling(context, "value");
  const number = sibling(context, name.replace(/-unit$/u, "-value"));
  return number.source === null ? sibling(context, name.replace(/-unit$/u, "")) : number;
}

/**
 * Whether a declared conversion makes exactly this number: by the exact factor where both units measure
 * the same, by the declared one where they do not (mass to molar, decisions.md 21).
 */
function converts(
  declared: AllowRule,
  number: readonly [string, string],
  unit: readonly [string, string],
): boolean {
  const [from, to] = [readDecimal(number[0]), readDecimal(number[1])];
  if (from === null || to === null || from.scientific || to.scientific) return false;
  if (!isListed(declared, unit[0], unit[1])) return false;
  const exact = unitFactor(unit[0], unit[1]);
  const told = readDecimal(declared.factor ?? "");
  if (exact !== null && declared.decimals === undefined) {
    return hasRatio(from, to, exact.top, exact.bottom);
  }
  // A fraction such as 1/3 has no decimals; 30 of them are enough for any rounding that is declared.
  const factor =
    exact === null
      ? told
      : { unscaled: (exact.top * 10n ** 30n) / exact.bottom, scale: 30, scientific: false };
  if (factor === null) return false;
  const product = {
    unscaled: from.unscaled * factor.unscaled,
    scale: from.scale + factor.scale,
    scientific: false,
  };
  const { decimals } = declared;
  return equalDecimals(
    decimals === undefined ? product : roundDecimal(product, decimals, "half-up"),
    to,
  );
}

/** Rules on numbers and units. */
export const numberRules: readonly Transformation[] = [
  {
    id: "AT-11",
    text: "A dose may lose zeros at its end: 2.50 is 2.5.",
    byDefault: true,
    applies: isDose,
    equal: (source, target) => {
      const from = readDecimal(source);
      const to = readDecimal(target);
      if (from === null || to === null || from.scientific || to.scientific) return false;
      const onlyZeros = source.startsWith(target) && !target.endsWith(".");
      return onlyZeros && to.scale < from.scale && equalDecimals(from, to);
    },
    fold: (source) => (source.includes(".") ? withoutEnd(source, "0").replace(/\.$/u, "") : source),
  },
  {
    id: "AT-12",
    text: "A dose may get the zero before its point: .5 is 0.5.",
    byDefault: true,
    applies: isDose,
    equal: (source, target) => source.startsWith(".") && `0${source}` === target,
    fold: (source) => (source.startsWith(".") ? `0${source}` : source),
  },
  {
    id: "AT-13",
    text: "A unit may be spelled by another name of the same UCUM unit, or converted as declared.",
    byDefault: true,
    applies: (field) => isUnit(field) || field.form === "decimal" || field.form === "quantity",
    equal: (source, target, context) => {
      const { declared, field } = context;
      const unit = isUnit(field);
      if (unit && isKnownUnit(source) && isKnownUnit(target)) {
        if (unitCode(source) === unitCode(target)) return true;
      }
      if (declared === null) return false;
      const other = otherHalf(context);
      if (other.source === null || other.target === null) return false;
      const own = [source, target] as const;
      const beside = [other.source, other.target] as const;
      return unit ? converts(declared, beside, own) : converts(declared, own, beside);
    },
  },
];
