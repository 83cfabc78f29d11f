import type { Acting } from "./operator.ts";

/** Which of the person's numbers it is; coverage has 4 to 6. */
export const ownNumbers = {
  otherSite: 20,
  thirdSite: 21,
  legacy: 22,
  expired: 23,
  member: 24,
} as const;

/** Nine digits that only this person has; they follow `ZZT` on a card and nothing here. */
export function ownDigits(acting: Acting, which: keyof typeof ownNumbers): string {
  const { numbers, index } = acting.making;
  return numbers.cardNumber(index, ownNumbers[which]).slice(3);
}
