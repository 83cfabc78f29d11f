import { leftOut } from "../../core/faults/left-out.ts";
import { arms } from "./compare-reading.ts";
import type { ArmFigures, ClassFigures, Figures } from "./figures.ts";
import type { OpenCount } from "./measure-open.ts";
import type { PairCounts } from "./measure-pairs.ts";
import { share } from "./interval.ts";
import type { Share } from "./interval.ts";

const target = 0.98;

/** The figures as a page of Markdown; without a date, so that the same figures give the same page. */
export function measurePage(figures: Figures): string {
  const { catalogue, seed, people } = figures;
  return [
    "# How well faults are seen and named",
    `Written by \`npm run measure -- --write\`: catalogue ${catalogue}, seed \`${seed}\`, ${people} people per run.`,
    howToRead,
    ...arms.map((arm) => armSection(arm, figures.arms[arm])),
    ...pairsSection(figures),
    ...openSection(figures),
    ...cleanSection(figures),
    "",
  ].join("\n\n");
}

const howToRead = `Every fault that the practice can be switched to make is injected alone, with several parameters, into
messy people. The clinic's messages are recorded once and sent again, over HTTP, through the practice's
interface into its EMR, which is then read over FHIR. The practice shares no code and no catalogue with
what is measured; it changes bytes on their way, never charts. A twin run of the same messages without the
fault decides what had an effect: every value that differs in the two answers is counted, whether or not
the comparison finds it.

- **effects**: values that differ from the twin. **seen**: the comparison shows them as different, with all
  rules off; a match, an allowed difference, a value not compared and one not readable are misses.
- **recall**: of the effects, the share of which the true class is the name or stands in the "one of" that is
  shown. **alone**: the true class is the only name. **precision**: of the differences that bear the name, the
  share where it is true.
- In brackets the exact 95 % interval (Clopper and Pearson). Figures are of this practice and these people;
  they say nothing about another vendor's system.
- **idle**: runs in which the fault had no effect on anybody.`;

function armSection(arm: string, { classes, pooled, alarms }: ArmFigures): string {
  const title =
    arm === "blind" ? "Blind: natural values, as foreign files are seen" : "With sentinels";
  const rows = classes.map((each) => [
    `\`${each.id}\``,
    `${each.runs} (${each.idle})`,
    String(each.effective),
    ...[each.seen, each.recall, each.alone, each.precision].map(shown),
    missesOf(each),
  ]);
  const all = [
    "**all**",
    "",
    String(pooled.seen.of),
    ...[pooled.seen, pooled.recall, pooled.alone, pooled.precision].map(shown),
    "",
  ];
  const heads = [
    "class",
    "runs (idle)",
    "effects",
    "seen",
    "recall",
    "alone",
    "precision",
    "unseen as",
  ];
  return [
    `## ${title}`,
    table(heads, [...rows, all]),
    leftOutWords(classes),
    "### Confusion matrix",
    matrixWords,
    matrix(classes, alarms),
    "### Below 0.98",
    below(classes),
  ].join("\n\n");
}

/** Classes that nothing names: their effects are seen, and are no part of the pooled recall. */
function leftOutWords(classes: readonly ClassFigures[]): string {
  const found = classes.filter(({ id }) => id in leftOut);
  const words = found.map(({ id }) => `\`${id}\`: ${leftOut[id] ?? ""}`);
  return `In the last row, **seen** is of all classes; recall and precision are of those that something names. Left out of these: ${words.length === 0 ? "none." : words.join(" ")}`;
}

const matrixWords = `A row for each class that was injected, a column for each name that was given wrongly at least once; what is
left out of the columns is zero. **itself**: the true name, or a set with it. **not seen**: no difference shown.`;

/** Class × class, with "no fault" as a row, UNKNOWN and names of several classes as columns. */
function matrix(classes: readonly ClassFigures[], alarms: ArmFigures["alarms"]): string {
  const wrong = new Set<string>();
  for (const { id, said } of classes) {
    for (const name of Object.keys(said)) if (name !== id) wrong.add(name);
  }
  for (const name of Object.keys(alarms)) wrong.add(name);
  const columns = [...wrong].toSorted();
  const cells = (said: Readonly<Record<string, number>>): string[] =>
    columns.map((name) => (said[name] === undefined ? "" : String(said[name])));
  const rows = classes.map(({ id, said, sights, effective }) => [
    `\`${id}\``,
    String(said[id] ?? 0),
    ...columns.map((name) => (name === id ? "" : String(said[name] ?? ""))),
    effective === sights.seen ? "" : String(effective - sights.seen),
  ]);
  return table(
    ["true class", "itself", ...columns.map((name) => `\`${name}\``), "not seen"],
    [...rows, ["no fault there", "", ...cells(alarms), ""]],
  );
}

function below(classes: readonly ClassFigures[]): string {
  const rows = classes
    .filter(
      ({ effective, recall, precision }) => effective === 0 || under(recall) || under(precision),
    )
    .map((each) => [
      `\`${each.id}\``,
      each.effective === 0 ? "no effect" : `${figure(each.recall)} / ${figure(each.precision)}`,
      each.examples
        .slice(0, 2)
        .map((text) => `\`${text.replaceAll("`", "'").slice(0, 130)}\``)
        .join("; "),
    ]);
  return rows.length === 0 ? "None." : table(["class", "recall / precision", "for example"], rows);
}

function under({ value }: Share): boolean {
  return value !== null && value < target;
}

function missesOf({ sights }: ClassFigures): string {
  const { seen: _seen, ...misses } = sights;
  return counted(misses);
}

function pairsSection({ pairs }: Figures): string[] {
  if (pairs === null) return [];
  const { sentinels, blind } = pairs;
  const row = (says: string, of: (counts: PairCounts) => number): string[] => [
    says,
    ...[sentinels, blind].map((counts) => shown(share(of(counts), counts.identifiable))),
  ];
  return [
    "## Two faults on one value",
    `${sentinels.pairs} random ordered pairs; ${sentinels.identifiable} values on which each fault alone and both together give three different texts.`,
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

function openSection({ open }: Figures): string[] {
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

function cleanSection({ clean }: Figures): string[] {
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

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function figure({ value }: Share): string {
  return value === null ? "–" : cut(value);
}

function shown(each: Share): string {
  if (each.value === null) return "–";
  return `${cut(each.value)} (${cut(each.low)}–${cut(each.high)})`;
}

/** Three digits, never rounded up to 1. */
function cut(value: number): string {
  return (Math.floor(value * 1000 + 1e-9) / 1000).toFixed(3);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
