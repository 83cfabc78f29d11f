import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
import { confirmedFrom } from "./settle-names.ts";

/** What a value of a form looks like that somebody entered somewhere; a damaged one seldom does. */
const sound: Readonly<Record<string, RegExp>> = {
  phone: /^(?:\+?1[ -]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}$/u,
  email: /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u,
  "text.address": /^\d+ \p{Lu}\p{L}+(?: \p{L}+)+$/u,
};

/** Fields of which several people have a value of their own that nobody of ours sent. */
export type ThirdSource = ReadonlySet<string>;

/**
 * Looks for fields in which another source writes: whole values of the right form, another one for each
 * person, of which nothing was in what we sent (decisions.md 33, EXTERNAL-OVERWRITE). One filler for all is a default.
 */
export function thirdSource(cases: readonly ComparedCase[]): ThirdSource {
  const texts = new Map<string, Set<string>>();
  for (const { rounds } of cases) {
    for (const each of rounds.at(-1)?.differences ?? []) {
      if (!isForeign(each)) continue;
      texts.set(each.field, (texts.get(each.field) ?? new Set<string>()).add(each.target ?? ""));
    }
  }
  return new Set([...texts].filter(([, own]) => own.size >= confirmedFrom).map(([field]) => field));
}

/** A value of another source; whether it is one, or a fault without a name, only a look in between can tell. */
export function fromThirdSource(
  difference: Difference,
  fields: ThirdSource,
): readonly Hypothesis[] {
  // Where another source writes, one of its values has a piece of ours by chance.
  if (!fields.has(difference.field) || !isSound(difference)) return [];
  const { source, target } = difference;
  const why = `${quoted(target ?? "")} is no form of ${quoted(source ?? "")}, and each person has another one, as if somebody else wrote it.`;
  return [{ atoms: [atomOf("EXTERNAL-OVERWRITE", {})], cost: 0.9, beside: ["UNKNOWN"], why }];
}

/** A whole value of the right form that nothing explains. */
function isSound({ field, source, target, faults }: Difference): boolean {
  const id = faults[0]?.id;
  if ((id !== "UNKNOWN" && id !== "EXTERNAL-OVERWRITE") || typeof source !== "string") return false;
  return typeof target === "string" && sound[fieldById(field)?.form ?? ""]?.test(target) === true;
}

function isForeign(difference: Difference): boolean {
  if (!isSound(difference)) return false;
  const [before, after] = [wordsOf(difference.source ?? ""), wordsOf(difference.target ?? "")];
  const shared = after.filter((word) => before.includes(word));
  return before[0] !== after[0] && before.at(-1) !== after.at(-1) && new Set(shared).size <= 1;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
