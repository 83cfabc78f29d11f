import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import { atomOf, cannotSwap, generatedText } from "./hypotheses.ts";
import type { Hypothesis, Sighting } from "./hypotheses.ts";
import { isText, quoted } from "./recognise/recogniser.ts";
import { noChance, ways } from "./chance.ts";
import { confirmedFrom } from "./settle-names.ts";

/** What only all cases tell about records that are not there, refused, or not answered. */
export interface DeliveryFacts {
  /** The partner does not answer. */
  readonly silent: boolean;
  /** Field, and the longest value of it that was kept, where only longer ones were refused or lost. */
  readonly tooLong: { readonly field: string; readonly longest: number } | null;
  /** A field that all lost records lack and all found ones have, and whether that can be chance. */
  readonly lacking: { readonly field: string; readonly sure: boolean } | null;
  /** Nobody is there. */
  readonly allLost: boolean;
  /** Cases that were lost one after the other, with found ones before and behind. */
  readonly outage: ReadonlySet<ComparedCase>;
  /** Records by the person they were found as, to tell whose an answer was. */
  readonly foundAs: ReadonlyMap<string, ComparedCase>;
}

export function deliveryFacts(cases: readonly ComparedCase[]): DeliveryFacts {
  return {
    silent: isSilent(cases),
    tooLong: tooLong(cases),
    lacking: lackingField(cases),
    allLost: thereOf(cases).length === 0,
    outage: outageOf(cases),
    foundAs: new Map(
      cases.flatMap((each) => (each.receipt?.found ? [[each.receipt.found, each]] : [])),
    ),
  };
}

/** What became of the record as a whole. */
export function wholeRecord(
  compared: ComparedCase,
  caseIndex: number,
  facts: DeliveryFacts,
): readonly Sighting[] {
  const { sent, stored } = compared.hops;
  const make = (hypotheses: readonly Hypothesis[], also: readonly string[] = []): Sighting[] => [
    { caseIndex, difference: null, rounds: [], field: null, hypotheses, also },
  ];
  const another = anotherAnswer(compared, facts);
  if (another !== null) return make([another]);
  if (stored === "late") return make(plain("LATE"));
  if (stored === "ambiguous") return make(plain("DUP-CREATE"));
  if (compared.unread === true) return [];
  if (sent === "refused")
    return make(refused(compared, facts)).filter((each) => each.hypotheses.length > 0);
  if (stored === "found" && sent === "unknown" && facts.silent) return make(plain("NO-ACK"));
  const expected = sent === "accepted" || sent === "unknown" || compared.fromFiles === true;
  if (stored !== "not-found" || !expected) return [];
  return make(lost(compared, facts), sent === "accepted" ? ["ACK-LIE"] : []);
}

function plain(id: string, cost = 0.5, why?: string): readonly Hypothesis[] {
  return [{ atoms: [atomOf(id, {})], cost, ...(why === undefined ? {} : { why }) }];
}

/** A record that was said to be taken and is not there; the more special cause is believed first. */
function lost(compared: ComparedCase, facts: DeliveryFacts): readonly Hypothesis[] {
  const birthDate = generatedText(compared.generated, "patient.birth-date", "");
  const swap: readonly Hypothesis[] =
    birthDate !== null && cannotSwap(birthDate)
      ? [{ atoms: [atomOf("DATE-SWAP", {})], cost: 0.9, also: "DROP-RECORD" }]
      : [];
  return [
    ...overflow(compared, facts),
    ...(compared.asksRefusal === true
      ? plain("SILENT-REJECT", 0.4, "It asked to be refused, was not stored, and nobody was told.")
      : []),
    ...(facts.lacking?.sure === true ? silently(facts.lacking.field) : []),
    ...(facts.outage.has(compared)
      ? plain(
          "DOWNTIME-LOSS",
          0.4,
          "It was lost with those sent just before and after it; earlier and later ones arrived.",
        )
      : []),
    dropped(facts),
    ...swap,
  ];
}

/**
 * Lost for no reason that the run shows. Where the other sites of a partner were not searched it may stand
 * there; where all lost ones lack one field, and chance could do that, or where nobody is there at all, they
 * may have been refused.
 */
function dropped({ lacking, allLost }: DeliveryFacts): Hypothesis {
  const beside = lacking === null && !allLost ? "MISROUTE" : "SILENT-REJECT";
  return { atoms: [atomOf("DROP-RECORD", {})], cost: 0.5, beside: [beside] };
}

function silently(field: string): readonly Hypothesis[] {
  const label = fieldById(field)?.label.toLowerCase() ?? field;
  const why = `Records without ${label} are not there, all others are, and nobody was told.`;
  return [{ atoms: [atomOf("SILENT-REJECT", { without: field })], cost: 0.4, why }];
}

/** A refusal is none of these where it was asked for and says why. */
function refused(compared: ComparedCase, facts: DeliveryFacts): readonly Hypothesis[] {
  const { hops, rounds, receipt } = compared;
  if (hops.stored === "found") {
    return plain("ACK-NEGATIVE-STORED", 0.3, "The partner said no, and the record is there.");
  }
  const asked = compared.asksRefusal === true || rounds[0]?.verdict === "match";
  const says = receipt?.says ?? null;
  const opaque =
    says !== null && isOpaque(says)
      ? plain(
          "REJECT-OPAQUE",
          0.4,
          `The refusal gives no reason: ${quoted(says.join(" ").trim())}.`,
        )
      : [];
  return asked ? opaque : [...overflow(compared, facts), ...opaque];
}

const empty =
  /^(?:\W|\b(?:an?|the|is|was|not|be|could|can|please|request|message|record|resource|data|server|system|internal|application|general|unknown|unexpected|generic|processing|validation|error|failed|failure|invalid|bad|rejected|refused|denied|ae|ar|nack|exception|occurred|contact|administrator|support|your|try|again|later|http|status|code|4\d\d|5\d\d)\b)*$/iu;

/** Whether a refusal names nothing: no field, no value, no rule, only that it failed. */
export function isOpaque(says: readonly string[]): boolean {
  return says.every((line) => empty.test(line));
}

function overflow(
  { generated }: ComparedCase,
  { tooLong: limit }: DeliveryFacts,
): readonly Hypothesis[] {
  if (limit === null) return [];
  const longest = lengthOf(generated, limit.field);
  if (longest <= limit.longest) return [];
  const label = fieldById(limit.field)?.label.toLowerCase() ?? limit.field;
  const why = `Refused or lost where ${label} is longer than ${limit.longest} characters: ${longest} were sent.`;
  return [{ atoms: [atomOf("OVERFLOW-REJECT", { field: limit.field })], cost: 0.35, why }];
}

function lengthOf(chart: ComparedCase["generated"], field: string): number {
  const own = (chart?.values ?? []).filter((row) => row.field === field);
  return Math.max(0, ...own.map((row) => ("value" in row ? lengthInCodePoints(row.value) : 0)));
}

/** Records there are enough of on either side to tell a limit. */
const enough = 2;

/** The field of which all records that are not there have a longer value than any that is. */
function tooLong(cases: readonly ComparedCase[]): DeliveryFacts["tooLong"] {
  const there = thereOf(cases);
  const gone = cases.filter(({ hops, unread, rounds, asksRefusal }) => {
    const asked =
      asksRefusal === true || (hops.sent === "refused" && rounds[0]?.verdict === "match");
    return hops.stored === "not-found" && hops.sent !== "not-sent" && unread !== true && !asked;
  });
  if (gone.length < enough) return null;
  const texts = new Set<string>((gone[0]?.generated?.values ?? []).map(({ field }) => field));
  for (const field of texts) {
    const row = fieldById(field);
    if (row === undefined || !isText(row) || !row.form.startsWith("text")) continue;
    const lengths = there.map(({ generated }) => lengthOf(generated, field)).filter((n) => n > 0);
    const longest = Math.max(0, ...lengths);
    if (ways(gone.length, gone.length + lengths.length) < noChance) continue;
    if (longest > 7 && gone.every(({ generated }) => lengthOf(generated, field) > longest)) {
      return { field, longest };
    }
  }
  return null;
}

function thereOf(cases: readonly ComparedCase[]): readonly ComparedCase[] {
  return cases.filter(({ hops }) => hops.stored === "found" || hops.stored === "late");
}

/** So many ways that it hardly is chance that just these lack a field; too few to be sure. */
const hardlyChance = 20;

/** The one field without which records are lost: all that were taken and are not there lack it, no other does. */
function lackingField(cases: readonly ComparedCase[]): DeliveryFacts["lacking"] {
  const gone = cases.filter(
    ({ hops, unread }) =>
      hops.stored === "not-found" && hops.sent === "accepted" && unread !== true,
  );
  const there = thereOf(cases);
  const chances = ways(gone.length, gone.length + there.length);
  if (gone.length < enough || chances < hardlyChance) return null;
  const has = ({ generated }: ComparedCase, field: string): boolean =>
    generated?.values.some((row) => row.field === field && "value" in row) ?? false;
  const fields = new Set((there[0]?.generated?.values ?? []).map((row) => row.field));
  const field = [...fields].find(
    (each) => there.every((one) => has(one, each)) && !gone.some((one) => has(one, each)),
  );
  return field === undefined ? null : { field, sure: chances >= noChance };
}

/** One block of lost records among found ones: what was sent while something was down. */
function outageOf(cases: readonly ComparedCase[]): ReadonlySet<ComparedCase> {
  const sent = cases.filter(
    ({ hops, fromFiles }) => hops.sent !== "not-sent" && fromFiles !== true,
  );
  const isLost = ({ hops, unread }: ComparedCase): boolean =>
    hops.stored === "not-found" && hops.sent !== "refused" && unread !== true;
  const first = sent.findIndex(isLost);
  const last = sent.findLastIndex(isLost);
  const block = first < 0 ? [] : sent.slice(first, last + 1);
  const around = first > 0 && last < sent.length - 1;
  const places = sent.length - block.length + 1;
  const inOne = block.length >= confirmedFrom && block.every(isLost) && around;
  // That so many of so many lie in a row is no chance only where there are many more.
  return new Set(inOne && ways(block.length, sent.length) >= 20 * places ? block : []);
}

/** The answer named a record that is another person's. */
function anotherAnswer(compared: ComparedCase, { foundAs }: DeliveryFacts): Hypothesis | null {
  const { receipt, person } = compared;
  if (receipt?.names == null || receipt.found == null || receipt.names === receipt.found)
    return null;
  const owner = foundAs.get(receipt.names);
  if (owner === undefined || owner.person === person) return null;
  const why = `The answer names ${receipt.names}, which is ${owner.person}; ${person} is ${receipt.found}.`;
  return { atoms: [atomOf("ACK-MISMATCH", {})], cost: 0.2, why };
}

/**
 * Whether the partner does not answer. A send may also be unknown because we were stopped in the
 * middle of it: that happens once, so it takes three, or all of them.
 */
function isSilent(cases: readonly ComparedCase[]): boolean {
  const sent = cases.filter(({ hops }) => hops.sent !== "not-sent");
  const unknown = sent.filter(({ hops }) => hops.sent === "unknown");
  return unknown.length >= 3 || (unknown.length > 0 && unknown.length === sent.length);
}
