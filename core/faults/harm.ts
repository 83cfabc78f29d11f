import type { Field } from "../catalogue/field.ts";
import { faultById } from "./faults.ts";

export type HarmBand = "stop" | "major" | "minor" | "cosmetic";

export interface Harm {
  readonly band: HarmBand;
  /** 0.1 … 10. */
  readonly value: number;
}

/** Classes that change how a name is written, not whose it is (decisions.md 26). */
const writingOnly = new Set(["CASE", "TRIM", "SPACE", "NFC-NFD", "FLOAT-NOISE"]);
const privacy = new Set(["CROSS-PATIENT", "WRONG-MERGE", "VISIBILITY", "MISROUTE"]);

/**
 * How bad a fault on a field is: tier × factor (faults.md section 5), with the floor inside: on a
 * field of the highest tier everything stops go-live, except a class that changes only how a name
 * is written. Screens, report and gate ask here. `fault` is null where nothing was named.
 */
export function harmOf(
  field: Field,
  fault: string | null,
  found: { readonly silent?: boolean; readonly systematic?: boolean } = {},
): Harm {
  const factor = fault === null ? 1 : (faultById(fault)?.factor ?? 1);
  const raised =
    field.tier *
    factor *
    (found.silent === true ? 1.25 : 1) *
    (found.systematic === true ? 1.25 : 1);
  const value = Math.min(10, Math.max(0.1, Math.round(raised * 10) / 10));
  const spared = fault !== null && writingOnly.has(fault) && field.form === "text.name";
  if ((fault !== null && privacy.has(fault)) || (field.tier === 5 && !spared)) {
    return { band: "stop", value: Math.max(8, value) };
  }
  return {
    band: value >= 8 ? "stop" : value >= 5 ? "major" : value >= 2 ? "minor" : "cosmetic",
    value,
  };
}
