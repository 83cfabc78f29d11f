import { characterFaults } from "./catalogue/characters.ts";
import { codeFaults } from "./catalogue/codes.ts";
import { dateFaults } from "./catalogue/dates.ts";
import { deliveryFaults } from "./catalogue/delivery.ts";
import { identityFaults } from "./catalogue/identity.ts";
import { lengthFaults } from "./catalogue/length.ts";
import { lifecycleFaults } from "./catalogue/lifecycle.ts";
import { numberFaults } from "./catalogue/numbers.ts";
import { structureFaults } from "./catalogue/structure.ts";
import type { FaultText } from "./fault-text.ts";

/** The fault catalogue: every class that has a name. */
export const faults: readonly FaultText[] = [
  ...lengthFaults,
  ...characterFaults,
  ...dateFaults,
  ...numberFaults,
  ...codeFaults,
  ...structureFaults,
  ...identityFaults,
  ...lifecycleFaults,
  ...deliveryFaults,
];

const byId: ReadonlyMap<string, FaultText> = new Map(faults.map((each) => [each.id, each]));

/** The row of a fault, undefined where the catalogue has none. */
export function faultById(id: string): FaultText | undefined {
  return byId.get(id);
}

/** Names of a fault for a sentence and for a chip. An unknown id is its own name. */
export function faultWords(id: string): { readonly long: string; readonly short: string } {
  const known = byId.get(id);
  return { long: known?.long ?? id, short: known?.short ?? id };
}
