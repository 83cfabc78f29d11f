import { equalDecimals, readDecimal } from "../forms/decimal.ts";
import { isKnownUnit, unitCode } from "../forms/unit.ts";
import { isDose } from "./transformation.ts";
import type { Transformation } from "./transformation.ts";

/** Rules on numbers and units. Exact conversions stay deltas until a profile can declare them. */
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
      return to.scale < from.scale && source.startsWith(target) && equalDecimals(from, to);
    },
    fold: (source) =>
      source.includes(".") ? source.replace(/0+$/u, "").replace(/\.$/u, "") : source,
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
    text: "A unit may be spelled by another name of the same UCUM unit.",
    byDefault: true,
    applies: (field) => field.id.endsWith("-unit") || field.id.endsWith(".unit"),
    equal: (source, target) =>
      isKnownUnit(source) && isKnownUnit(target) && unitCode(source) === unitCode(target),
  },
];
