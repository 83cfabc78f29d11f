import type { ChartValue } from "../catalogue/chart.ts";
import { diagnose } from "../faults/diagnose.ts";
import type { Aligned } from "./align/align.ts";
import { align } from "./align/align.ts";
import { readEntryTree } from "./align/entry-tree.ts";
import type { SentinelOwner } from "./align/pair-items.ts";
import type { FieldExpectation } from "../mess/expectation.ts";
import { judgeExpectation } from "./expectations.ts";
import { gatherEvidence, readPerson } from "./gather-evidence.ts";
import { makeHopTrail } from "./hop-trail.ts";
import type { HopTrail } from "./hop-trail.ts";
import { readDates } from "./read-dates.ts";
import type { Difference, RoundComparison, UnmetExpectation, Verdict } from "./result.ts";
import { hops as hopOrder } from "./result.ts";
import type { ObservedHop, RoundInput } from "./round-input.ts";
import { isServersOwn } from "./servers-own.ts";
import { allowingAbsence, allowingRule, rulesInForce } from "./rules/rules-in-force.ts";
import type { Side } from "./rules/transformation.ts";
import { countVerdicts, noCounts, recordVerdict } from "./verdict.ts";
import { isPartOfName, wholeNameOf } from "./whole-name.ts";

/**
 * Compares what was generated for one person in one round with what was observed, at the last hop
 * that was read. Values that are alike cost one map look-up; only a difference is aligned against
 * the earlier hops, ruled on and named. Deterministic: the same input gives the same result.
 */
export function compareRound(input: RoundInput): RoundComparison {
  const last = lastHop(input.hops);
  const refused = input.answer?.sent === "refused";
  if (last === null || (refused && last.hop === "source")) return withoutHop(input);
  const person = readPerson(input);
  const sentinels: SentinelOwner | null =
    input.sentinels === undefined || input.index === undefined
      ? null
      : { lookup: input.sentinels, person: input.index };
  const aligned = align(person.tree, readEntryTree(last.observed.values), sentinels);
  const trail = makeHopTrail(input.hops, person.tree, sentinels);
  const expected = new Map(input.expectations.map((each) => [keyOf(each.field, each.entry), each]));
  const unreadable = unreadableReason(last);
  const wholeName = wholeNameOf(aligned);
  const matched: string[] = [];
  const differences: Difference[] = [];
  const allowed: Difference[] = [];
  /** What did not arrive as it was; all else did. */
  const outcomes = new Map<string, Difference>();
  let evidenceOf: ReturnType<typeof gatherEvidence> | null = null;

  for (const row of aligned) {
    const key = keyOf(row.field.id, row.entry);
    if (sameText(row)) {
      matched.push(key);
      continue;
    }
    const verdict = rule(row, input, expected.get(key), trail, unreadable, wholeName);
    if (verdict === null) {
      if (row.source !== null) matched.push(key);
      continue;
    }
    const base = describe(row, verdict, last, trail, input);
    if (verdict.verdict === "not-compared" || verdict.verdict === "not-readable") {
      differences.push(base);
      outcomes.set(key, base);
      continue;
    }
    evidenceOf ??= gatherEvidence(input, person, aligned);
    const difference: Difference = { ...base, faults: diagnose(evidenceOf(asRead(row, verdict))) };
    (verdict.verdict === "allowed" ? allowed : differences).push(difference);
    outcomes.set(key, difference);
  }
  differences.sort((a, b) => order(a) - order(b));
  return {
    person: input.person,
    round: input.round,
    verdict: recordVerdict(differences, allowed.length),
    counts: countVerdicts(matched.length, differences, allowed),
    differences,
    allowed,
    matched,
    expectations: judge(input, outcomes),
  };
}

/** The row with its texts as the dates they mean. */
function asRead(row: Aligned, { readAs }: Ruling): Aligned {
  if (readAs === undefined) return row;
  return {
    ...row,
    source: withText(row.source, readAs.from),
    target: withText(row.target, readAs.to),
  };
}

function withText(value: ChartValue | null, text: string): ChartValue | null {
  return value !== null && "value" in value && value.value !== text
    ? { ...value, value: text }
    : value;
}

/** What cannot be compared stands last. */
function order(difference: Difference): number {
  return difference.verdict === "not-compared" ? 1 : 0;
}

/** `field entry`; the entry is left out where it is "". */
export function keyOf(field: string, entry: string): string {
  return entry === "" ? field : `${field} ${entry}`;
}

/** The last hop that was read; what we sent ourselves proves nothing about what arrived. */
function lastHop(observed: readonly ObservedHop[]): ObservedHop | null {
  const read = observed.filter(({ hop }) => hop !== "sent");
  return read.toSorted((a, b) => hopOrder.indexOf(a.hop) - hopOrder.indexOf(b.hop)).at(-1) ?? null;
}

/** Nothing was read back: a refusal may be what was expected, else there is nothing to compare. */
function withoutHop(input: RoundInput): RoundComparison {
  const asked = input.expectations.some(({ any }) =>
    any.some((each) => each.expect === "must-reject"),
  );
  const refused = input.answer?.sent === "refused";
  const verdict: Verdict = refused ? (asked ? "match" : "missing") : "not-compared";
  return {
    person: input.person,
    round: input.round,
    verdict,
    counts: noCounts,
    differences: [],
    allowed: [],
    matched: [],
    expectations: refused && asked ? [] : refused ? judge(input, new Map()) : [],
  };
}

/** Why nothing of an answer could be read; null where something was. */
function unreadableReason({ observed }: ObservedHop): string | null {
  if (observed.values.length > 0) return null;
  return observed.problems[0]?.says ?? null;
}

function sameText({ source, target, moved }: Aligned): boolean {
  if (source === null || target === null || moved !== null) return false;
  if ("value" in source) return "value" in target && source.value === target.value;
  return "absent" in target && source.absent === target.absent;
}

interface Ruling {
  readonly verdict: Exclude<Verdict, "match">;
  readonly rule?: string;
  readonly reason?: string;
  /** The texts as the dates they mean, where a column says how it writes them; faults are looked for in these. */
  readonly readAs?: { readonly from: string; readonly to: string };
}

/** The verdict of two values that are not the same text; null where nothing is to be said. */
function rule(
  row: Aligned,
  input: RoundInput,
  expectation: RoundInput["expectations"][number] | undefined,
  trail: HopTrail,
  unreadable: string | null,
  wholeName: ReturnType<typeof wholeNameOf>,
): Ruling | null {
  const { field, source, target } = row;
  if (row.source === null && isServersOwn(field)) return null;
  if (!input.carries(field)) {
    const reason = `This route has no place for ${field.label.toLowerCase()}.`;
    return source === null ? null : { verdict: "not-compared", reason };
  }
  if (unreadable !== null && source !== null)
    return { verdict: "not-readable", reason: unreadable };
  const from = textOr(source);
  const to = textOr(target);
  if (input.nullIsNothing === true && isNullOrNothing(source) && isNullOrNothing(target))
    return null;
  // What the other side's format cannot say is neither lost nor invented where the other side says nothing.
  if (to === null && source !== null && input.canSay?.(source, "source") === false) {
    return { verdict: "not-compared", reason: unsaid(source) };
  }
  if (from === null && target !== null && input.canSay?.(target, "target") === false) {
    return source === null ? null : { verdict: "not-compared", reason: unsaid(target) };
  }
  if (from === to && from !== null) return { verdict: "delta" };
  const sibling = (side: "sourceItem" | "targetItem") => (id: string) => siblingText(row[side], id);
  const rules = rulesInForce(field, expectation, input.rules);
  const context = {
    field,
    sourceSibling: sibling("sourceItem"),
    targetSibling: sibling("targetItem"),
    isJson: row.at?.place.startsWith("/") === true,
    ...(isPartOfName(field.id) ? { wholeName } : {}),
  };
  const allowed = (by: string): Ruling => ({ verdict: "allowed", rule: by });
  if (from === null || to === null) {
    const by = allowingAbsence(sideOf(source), sideOf(target), rules, context);
    if (by !== null) return allowed(by);
    if (from === null && to === null) return ruleBlank(row, trail);
    if (from !== null) return { verdict: "missing" };
    return addedIdentifier(row) ? null : { verdict: "extra" };
  }
  // What a profile declares comes before what a column of dates lets infer.
  const asWritten = allowingRule(from, to, rules, context);
  if (asWritten !== null) return allowed(asWritten);
  const dates = readDates(field, from, to, input.dateColumns);
  if ("ambiguous" in dates) {
    // FHIR writes dates in one form: whichever day is meant, this text is not what was sent. Nor is what came
    // back for a text that we know we sent as it stands.
    const isKnownText = dates.ambiguous === to || input.dateColumns === undefined;
    if (context.isJson && isKnownText) return { verdict: "delta" };
    const reason = `Ambiguous date: ${dates.ambiguous} can be read in two ways.`;
    return { verdict: "not-readable", reason };
  }
  const byReading =
    dates.from === from && dates.to === to
      ? null
      : allowingRule(dates.from, dates.to, rules, context);
  if (byReading !== null) return allowed(byReading);
  const words = input.otherWords?.(field, dates.from, dates.to) ?? null;
  return words === null
    ? { verdict: "delta", readAs: dates }
    : { verdict: "not-compared", reason: words };
}

function sideOf(value: ChartValue | null): Side {
  if (value === null) return null;
  return "value" in value ? { text: value.value } : { absent: value.absent };
}

function isNullOrNothing(value: ChartValue | null): boolean {
  return value === null || ("absent" in value && value.absent === "null");
}

function unsaid(value: ChartValue): string {
  return "absent" in value
    ? "The other format cannot say why a value is left blank."
    : "The other format has no room for this value.";
}

/** Both sides hold no text: the kinds of blank stay apart, unless the format cannot tell them. */
function ruleBlank(row: Aligned, trail: HopTrail): Ruling | null {
  const { source, target } = row;
  if (source === null) return target === null ? null : { verdict: "extra" };
  const sent = trail.valueAt("sent", row);
  if (sent !== undefined && (sent === null || !("absent" in sent))) {
    return {
      verdict: "not-compared",
      reason: "This format cannot say that a value is left blank.",
    };
  }
  return { verdict: target === null ? "missing" : "delta" };
}

/** An own number that the other system gave its record is none of ours (AT-23). */
function addedIdentifier({ field, entry, list }: Aligned): boolean {
  const extra = entry.split("/").some((key) => key.startsWith("+"));
  return (
    extra &&
    list?.name.startsWith("identifier") === true &&
    field.group === "identity" &&
    list.kept.every(Boolean)
  );
}

function textOr(value: ChartValue | null): string | null {
  return value !== null && "value" in value ? value.value : null;
}

function siblingText(item: Aligned["sourceItem"], id: string): string | null {
  const leaf = item?.leaves.find((each) => each.field.id === id);
  return leaf === undefined ? null : textOr(leaf.value);
}

/** `"source": …` as cli.md has it: no key where there is nothing, null for an explicit null. */
function shown<K extends "source" | "target">(
  key: K,
  value: ChartValue | null,
): Partial<Record<K, string | null>> {
  const none: Partial<Record<K, string | null>> = {};
  if (value === null) return none;
  if ("value" in value) return { ...none, [key]: value.value };
  if (value.absent === "empty") return { ...none, [key]: "" };
  return value.absent === "null" ? { ...none, [key]: null } : none;
}

function describe(
  row: Aligned,
  ruling: Ruling,
  last: ObservedHop,
  trail: HopTrail,
  input: RoundInput,
): Difference {
  const { field, entry, source, target, at } = row;
  return {
    field: field.id,
    entry,
    round: input.round,
    verdict: ruling.verdict,
    changedAt: trail.changedAt(row, last.hop),
    ...shown("source", source),
    ...shown("target", target),
    criticality: field.criticality,
    faults: [],
    ...(ruling.rule === undefined ? {} : { rule: ruling.rule }),
    ...(ruling.reason === undefined ? {} : { reason: ruling.reason }),
    at: at === null ? null : { ...at, exchange: last.exchanges[at.document] ?? "" },
  };
}

/** What mess took away with its whole entry has no key of ours when it stands at the target again. */
function cameBack(
  { field, messy }: FieldExpectation,
  outcomes: ReadonlyMap<string, Difference | null>,
): Difference | null {
  if (messy !== null) return null;
  for (const outcome of outcomes.values()) {
    if (outcome?.field === field && outcome.verdict === "extra" && outcome.entry.includes("+"))
      return outcome;
  }
  return null;
}

function judge(
  input: RoundInput,
  outcomes: ReadonlyMap<string, Difference>,
): readonly UnmetExpectation[] {
  return input.expectations.flatMap((expectation) => {
    const outcome =
      outcomes.get(keyOf(expectation.field, expectation.entry)) ?? cameBack(expectation, outcomes);
    if (outcome?.verdict === "not-compared") return [];
    const judged = judgeExpectation(expectation, outcome ?? null, input);
    return judged === null ? [] : [judged];
  });
}
