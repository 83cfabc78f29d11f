import { sameInDeclaredFormat } from "../forms/declared-date.ts";
import { precisionOf, readCivil, wallMinutes, writeCivil } from "../forms/civil.ts";
import type { Civil } from "../forms/civil.ts";
import type { Transformation } from "./transformation.ts";

function instantText(civil: Civil): string | null {
  const wall = wallMinutes(civil);
  if (wall === null || civil.offset === null) return null;
  return `${wall - civil.offset}:${civil.second ?? ""}.${civil.fraction}`;
}

/** Rules on dates and times; only forms that a standard fixes are read (decisions.md 22). */
export const dateRules: readonly Transformation[] = [
  {
    id: "AT-14",
    text: "A date may be written in another standard form of equal precision.",
    byDefault: true,
    alwaysOn: true,
    applies: (field) => field.form === "date" || field.form === "instant",
    equal: (source, target, { declared, isJson }) => {
      if (declared?.format !== undefined) {
        return sameInDeclaredFormat(source, target, declared.format);
      }
      const from = readCivil(source);
      const to = readCivil(target);
      // 19800304 is the standard's form in HL7 v2; in FHIR it is none.
      if (isJson === true && to?.format !== "iso") return false;
      if (from === null || to === null || precisionOf(from) !== precisionOf(to)) return false;
      return writeCivil({ ...from, format: "iso" }) === writeCivil({ ...to, format: "iso" });
    },
  },
  {
    id: "AT-15",
    text: "The same instant may be written with another offset.",
    byDefault: true,
    applies: (field) => field.form === "instant" || field.form === "date",
    equal: (source, target, { field }) => {
      // Of what is shown as a day the day must stay: the same instant may lie on another one.
      if (field.form === "date" && source.slice(0, 10) !== target.slice(0, 10)) return false;
      const from = readCivil(source);
      const to = readCivil(target);
      if (from === null || to === null || precisionOf(from) !== precisionOf(to)) return false;
      const instant = instantText(from);
      return instant !== null && instant === instantText(to);
    },
  },
];
