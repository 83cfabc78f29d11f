import type { ComparedCase } from "../../core/compare/build-report.ts";
import type { Difference, RunFault } from "../../core/compare/result.ts";
import { inferRunFaults } from "../../core/faults/infer-run-faults.ts";
import type { Effect } from "./twin.ts";

/** What was said of one effect. Whatever is not seen is a miss. */
export const sights = ["seen", "match", "allowed", "not-compared", "not-readable"] as const;
export type Sight = (typeof sights)[number];

/** The names that one difference bears, and the sets of names that explain it as well. */
export interface Named {
  readonly ids: readonly string[];
  readonly oneOf: readonly (readonly string[])[];
}

export interface Judged {
  readonly effect: Effect;
  readonly sight: Sight;
  readonly named: Named;
}

export interface Judgement {
  readonly effects: readonly Judged[];
  /** Names of differences where the twin shows none. */
  readonly alarms: readonly Named[];
}

const nothing: Named = { ids: [], oneOf: [] };

/** Lays what the comparison says beside what the twin shows. */
export function judge(
  cases: readonly ComparedCase[],
  clean: readonly ComparedCase[],
  effects: readonly Effect[],
  unlisted?: ReadonlySet<string>,
): Judgement {
  const inferred = inferRunFaults(cases, unlisted);
  const whole = wholeRecordNames(inferred.faults);
  const judged: Judged[] = [];
  const alarms: Named[] = [];
  const byPerson = Map.groupBy(effects, ({ person }) => person);
  for (const [at, compared] of inferred.cases.entries()) {
    const own = byPerson.get(at) ?? [];
    const known = new Set(differencesOf(clean[at]).map(textOf));
    const open = differencesOf(compared).filter((each) => !known.has(textOf(each)));
    const halves: Difference[] = [];
    const told = new Set<string>();
    for (const effect of own) {
      if (effect.field === "*") {
        const sight = whole.ids.length > 0 ? "seen" : "match";
        judged.push({ effect, sight, named: whole });
        continue;
      }
      const found = take(open, effect, halves);
      if (found !== null) told.add(entryNames(found));
      judged.push({ effect, sight: sightOf(found), named: namesOf(found) });
    }
    // A person who is another one as a whole says nothing about single fields.
    if (own.some(({ field }) => field === "*")) continue;
    for (const left of open) {
      // Of an entry that is not there, what another record says of it (its rank) is not there either.
      if (sightOf(left) === "seen" && !told.has(entryNames(left))) alarms.push(namesOf(left));
    }
  }
  return { effects: judged, alarms };
}

function wholeRecordNames(faults: readonly RunFault[]): Named {
  const whole = faults.filter(({ records }) => records !== undefined);
  const ids = [...new Set(whole.map(({ id }) => id))];
  // A lost record that was called stored is both, and is said as both.
  const also = whole.flatMap((fault) => fault.also.map((id) => [id]));
  const beside = whole.flatMap(({ id, oneOf }) => (oneOf ?? []).filter(([other]) => other !== id));
  const others = [...also, ...beside];
  return { ids, oneOf: others.length === 0 ? [] : [ids, ...others] };
}

function differencesOf(compared: ComparedCase | undefined): Difference[] {
  return (compared?.rounds ?? []).flatMap((round) => [...round.differences, ...round.allowed]);
}

function textOf({ field, entry, source, target }: Difference): string {
  return [field, entry, source ?? "", target ?? ""].join("\u0000");
}

/** What is said of an entry of a list that is missing or was not sent; a name for each value elsewhere. */
function entryNames(difference: Difference): string {
  const { field, entry, verdict } = difference;
  const place = entry === "" || verdict === "delta" ? textOf(difference) : entry;
  return JSON.stringify([field.split(".")[0], place, verdict, namesOf(difference)]);
}

/**
 * The difference that is about an effect: both values agree, else the new one, else the old one. Where a
 * lost value was laid beside one that came from elsewhere, their one difference is about both: `halves`
 * holds those of which the other half is still to come.
 */
function take(
  open: Difference[],
  { field, before, after }: Effect,
  halves: Difference[],
): Difference | null {
  const isSource = ({ source }: Difference): boolean => before !== null && source === before;
  const isTarget = ({ target }: Difference): boolean => after !== null && target === after;
  const ways: readonly ((difference: Difference) => boolean)[] = [
    ({ source, target }) => (source ?? null) === before && (target ?? null) === after,
    isTarget,
    isSource,
  ];
  for (const fits of ways) {
    const at = open.findIndex((each) => each.field === field && fits(each));
    const [found] = at < 0 ? [] : open.splice(at, 1);
    if (found === undefined) continue;
    const isHalf = (before === null || after === null) && found.verdict === "delta";
    if (isHalf) halves.push(found);
    return found;
  }
  if (before !== null && after !== null) return null;
  const at = halves.findIndex((each) => each.field === field && (isSource(each) || isTarget(each)));
  return at < 0 ? null : (halves.splice(at, 1)[0] ?? null);
}

function sightOf(found: Difference | null): Sight {
  if (found === null) return "match";
  switch (found.verdict) {
    case "allowed":
    case "not-compared":
    case "not-readable":
      return found.verdict;
    case "delta":
    case "missing":
    case "extra":
      return "seen";
  }
}

function namesOf(found: Difference | null): Named {
  if (found === null) return nothing;
  const { faults } = found;
  return { ids: faults.map(({ id }) => id), oneOf: faults[0]?.oneOf ?? [] };
}
