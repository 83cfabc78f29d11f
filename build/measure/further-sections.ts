import { arms } from "./compare-reading.ts";
import { counted, shown, table } from "./figure-text.ts";
import type { Figures } from "./figures.ts";
import { share } from "./interval.ts";
import type { OpenCount } from "./measure-open.ts";
import type { PairCounts } from "./measure-pairs.ts";

export function pairsSection({ pairs }: Figures): string[] {
  if (pairs === null) return [];
  const { sentinels, blind } = pairs;
  const row = (says: string, of: (counts: PairCounts) => number): string[] => [
    says,
    ...[sentinels, blind].map((counts) => shown(share(of(counts), counts.identifiable))),
  ];
  return [
    "## Two faults on one value",
    `${sentinels.pairs} random ordered pairs of faults that change a text, a date or a number. ${sentinels.met} of them met on a value on which each alone and both together give three different texts: ${sentinels.identifiable} such values are counted, at most ten of a pair.`,
    table(
      ["", "with sentinels", "blind"],
      [
        row("exact: the pair is the name, or stands in the set", (counts) => counts.exact),
        row("at least one right", (counts) => counts.oneRight),
        row("silently wrong", (counts) => counts.silentlyWrong),
        row("UNKNOWN", (counts) => counts.unknown),
        row("not seen", (counts) => counts.unseen),
        ["size of the sets, median and 95th percentile", ...[sentinels, blind].map(sizesOf)],
      ],
    ),
    "### Confusion matrix of pairs",
    "Pairs that are not all exact; every other pair was said exactly each time.",
    table(
      ["true pair", "exact", "of", "said instead"],
      sentinels.worst.map(([pair, missed, all, said]) => [
        pair,
        String(all - missed),
        String(all),
        said,
      ]),
    ),
  ];
}

function sizesOf({ setSizes }: PairCounts): string {
  const sizes = setSizes.toSorted((a, b) => a - b);
  const rank = (part: number): string =>
    String(sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * part))] ?? "–");
  return `${rank(0.5)}, ${rank(0.95)}`;
}

export function mixedSection({ mixed }: Figures): string[] {
  if (mixed === null) return [];
  const row = (says: string, what: "seen" | "oneRight" | "unknown"): string[] => [
    says,
    ...[mixed.sentinels, mixed.blind].map((counts) => {
      const of = (each: "effects" | typeof what): number =>
        counts.reduce((sum, one) => sum + one[each], 0);
      return shown(share(of(what), of("effects")));
    }),
  ];
  const effects = mixed.sentinels.reduce((sum, each) => sum + each.effects, 0);
  const unseen = mixed.sentinels.filter((each) => each.seen < each.effects);
  const words = unseen.map(
    ({ faults, route, effects: all, seen }) =>
      `${faults.join(" + ")} over ${route} (${all - seen} of ${all} not seen)`,
  );
  return [
    "## Many faults at once",
    `${mixed.sentinels.length} mixes of three to five faults, by both routes; ${effects} effects. What is asked of them is that nothing breaks and that all is seen.${words.length === 0 ? "" : ` Not all was seen of: ${words.join("; ")}.`}`,
    table(
      ["", "with sentinels", "blind"],
      [
        row("seen", "seen"),
        row("one of the faults that are on is in the name or the set", "oneRight"),
        row("UNKNOWN", "unknown"),
      ],
    ),
  ];
}

export function openSection({ open }: Figures): string[] {
  if (open === null) return [];
  const of = (counts: readonly OpenCount[], what: "unknown" | "harming" | "seen"): number =>
    counts.reduce((sum, each) => sum + each[what], 0);
  const row = (
    says: string,
    counts: readonly OpenCount[],
    what: "unknown" | "harming",
  ): string[] => [
    says,
    String(of(counts, "seen")),
    shown(share(of(counts, what), of(counts, "seen"))),
  ];
  const rows = arms.flatMap((arm) =>
    [true, false].flatMap((listed) => {
      const counts = open[arm].filter((each) => each.listed === listed);
      if (counts.length === 0) return [];
      const says = `${arm}: ${listed ? "each class left out once" : "faults that nobody listed"}`;
      return [
        row(`${says}, UNKNOWN or a set with it`, counts, "unknown"),
        row(`${says}, another name that harms`, counts, "harming"),
      ];
    }),
  );
  const missed = open.sentinels.filter((each) => each.unknown < each.seen);
  return [
    "## What has no name",
    `Each class is taken out of the catalogue once and injected; then come ${open.sentinels.filter((each) => !each.listed).length} changes that no class describes, made to the messages on their way (decisions.md 37). A name that harms is one whose factor is 1.6 or more.`,
    table(["", "differences", "share"], rows),
    table(
      ["left out, or done", "differences", "UNKNOWN", "said instead"],
      missed.map(({ of: what, seen, unknown, said }) => [
        what,
        String(seen),
        String(unknown),
        counted(said),
      ]),
    ),
  ];
}

export function cleanSection({ clean }: Figures): string[] {
  if (clean.length === 0) return [];
  const heads = [
    "route",
    "people",
    "with a difference outside of what was expected",
    "values matched",
    "allowed",
    "no place on this route",
    "expectations that cannot be decided here",
  ];
  const rows = clean.map((each) => [
    each.route,
    each.people,
    each.withDifference === 0
      ? `0, so fewer than 3/${each.people} = ${(3 / each.people).toPrecision(2)} per person`
      : `${each.withDifference}: ${each.examples.join("; ")}`,
    each.matches,
    each.allowed,
    each.notCompared,
    each.undecided,
  ]);
  return [
    "## No fault at all",
    "Messy people through the honest practice by each of its routes, default rules on. The figures are of this practice only.",
    table(
      heads,
      rows.map((cells) => cells.map(String)),
    ),
  ];
}
