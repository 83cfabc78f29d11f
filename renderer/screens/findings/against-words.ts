import type { Finding } from "./finding-types.ts";

export function countOfValues(count: number): string {
  return count === 1 ? "1 value" : `${count.toLocaleString("en-US")} values`;
}

/** Evidence against a finding in two sentences: what stands against it, and how far was looked. */
export function againstWords({ against }: Pick<Finding, "against">): string {
  const { total, untouched, lookedAt, of, listed } = against;
  const looked =
    lookedAt < of
      ? ` The first ${lookedAt.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} compared patients were looked through.`
      : ` All ${of.toLocaleString("en-US")} compared patients were looked through.`;
  const spared =
    untouched === 0
      ? ""
      : ` ${countOfValues(untouched)} of the same fields came back too, but the fault would not have changed them.`;
  if (total === 0)
    return `Nothing: no value came back that it should have changed.${spared}${looked}`;
  const foretold = listed.some(({ expected }) => expected !== null);
  const says = foretold
    ? `${countOfValues(total)} should have been changed by it and came back as sent: it may strike only some patients, or be something else.`
    : `${countOfValues(total)} of the same fields came back as sent. What the fault makes of a value cannot be worked out beforehand, so they only say that it does not strike always.`;
  return `${says}${spared}${looked}`;
}
