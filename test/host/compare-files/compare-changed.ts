import type { Report } from "../../../core/compare/report.ts";
import { compareTexts } from "./compare-text.ts";
import { asServed, foreignBundle } from "./foreign-bundle.ts";
import type { Bundle } from "./foreign-bundle.ts";

export type Change = (bundle: Bundle) => void;

/** Compares a foreign Bundle with itself as another server gives it, after a change there. */
export function compareChanged(change: Change): Report {
  const target = foreignBundle();
  change(target);
  return compareTexts(
    { name: "a.json", bytes: JSON.stringify(foreignBundle()) },
    { name: "b.json", bytes: JSON.stringify(asServed(target)) },
  );
}
