/** What two records of a cluster have in common, beyond what two strangers may have (decisions.md 29). */
export type Agreement =
  /** A number that a system trusts to name one person. */
  | "trusted"
  /** Two strong marks, such as name and date of birth. */
  | "strong"
  /** Weak marks alone: a phone number, an address, half a name. */
  | "weak";

/** What a target may make of two records. */
export type PairOutcome =
  "one" | "one-with-review" | "review" | "two-with-review" | "two" | "refused";

/** Two records of one cluster: the truth about them, and what may become of them. */
export interface PersonPair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly agrees: Agreement;
  readonly allowed: readonly PairOutcome[];
}

/** What may become of a pair (decisions.md 29): never one chart of two people, never a silent guess. */
export function allowedOutcomes(same: boolean, agrees: Agreement): readonly PairOutcome[] {
  if (same && agrees === "trusted") return ["one"];
  if (same && agrees === "strong") return ["one", "one-with-review", "review", "two-with-review"];
  if (same) return ["one-with-review", "review", "two-with-review"];
  if (agrees === "trusted") return ["review", "two-with-review", "refused"];
  return ["two", "two-with-review", "review"];
}
