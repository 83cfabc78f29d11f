import { leftOut } from "../../core/faults/left-out.ts";
import { arms } from "./compare-reading.ts";
import type { ArmFigures, ClassFigures, Figures } from "./figures.ts";
import { counted, figure, shown, table } from "./figure-text.ts";
import { cleanSection, mixedSection, openSection, pairsSection } from "./further-sections.ts";
import { mostHarmful } from "./injections.ts";
import type { Share } from "./interval.ts";

const target = 0.98;

/** The figures as a page of Markdown; without a date, so that the same figures give the same page. */
export function measurePage(figures: Figures): string {
  const { catalogue, seed, people } = figures;
  return [
    "# How well faults are seen and named",
    `Written by \`npm run measure -- --write\`: catalogue ${catalogue}, seed \`${seed}\`, ${people} people per run.`,
    howToRead,
    ...(figures.arms.sentinels.classes.length === 0 ? [] : classSections(figures)),
    ...pairsSection(figures),
    ...mixedSection(figures),
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
- **idle**: runs in which the fault had no effect on anybody. **ways**: parameters and fields that it was
  injected with. **people**: how many different ones it was injected into.
- Each run has other people: every second one such as carry the mess that is made for the class, the others of
  the coverage preset, first those in whose messages there is anything that the fault can change. Whom it can
  change is worked out with the practice's own code; what it did is told by the twin alone.
- A class is done once every way was tried and its effects suffice. Parts that were kept (\`--keep\`) stand
  as they were made.`;

function classSections(figures: Figures): readonly string[] {
  return [
    "## Smaller than it should be",
    smallerWords(figures),
    ...arms.map((arm) => armSection(arm, figures.arms[arm])),
  ];
}

/** What is less than was agreed for the whole measure (decisions.md 36, 38, 39), by its figures. */
function smallerWords({ people, arms: { sentinels }, pairs, clean }: Figures): string {
  const { classes } = sentinels;
  const few = (what: string, fits: (each: ClassFigures) => boolean): string[] => {
    const found = classes.filter((each) => fits(each));
    const ids = found.map(({ id, effective }) => `\`${id}\` ${effective}`).join(", ");
    return found.length === 0 ? [] : [`- ${what}: ${ids}.`];
  };
  const lines = [
    ...(people >= 50
      ? []
      : [`- People of one run: ${people} instead of 50; over its runs a class has more.`]),
    ...few(
      "Fewer effects than 300, or 1,500 where harm is worst",
      ({ id, effective }) => effective < (mostHarmful.has(id) ? 1500 : 300),
    ),
    ...few("Fewer than 50 people (here with their effects)", (each) => each.people < 50),
    ...(pairs === null || pairs.sentinels.pairs < 100
      ? ["- Pairs of faults: fewer than 100."]
      : []),
    ...(clean.length === 2 && clean.every((each) => each.people >= 5000)
      ? []
      : ["- People without a fault: fewer than 5,000 on a route."]),
    `- Of ${classes.length} classes ${classes.filter(({ ways }) => ways < 5).length} are injected in fewer than five ways, as they take no value that is free, or few fields.`,
  ];
  return `Wanted are 300 effects of a class (1,500 where harm is worst), 50 people, five values of a parameter, half of them printed nowhere in the fault catalogue.\n\n${lines.join("\n")}`;
}

function armSection(arm: string, { classes, pooled, alarms }: ArmFigures): string {
  const title =
    arm === "blind" ? "Blind: natural values, as foreign files are seen" : "With sentinels";
  const rows = classes.map((each) => [
    `\`${each.id}\``,
    `${each.runs} (${each.idle})`,
    `${each.ways}, ${each.people}`,
    String(each.effective),
    ...[each.seen, each.recall, each.alone, each.precision].map(shown),
    missesOf(each),
  ]);
  const all = [
    "**all**",
    "",
    "",
    String(pooled.seen.of),
    ...[pooled.seen, pooled.recall, pooled.alone, pooled.precision].map(shown),
    "",
  ];
  const heads = [
    "class",
    "runs (idle)",
    "ways, people",
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
    "### Where harm is worst",
    harmWords(classes),
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

/** The classes of which no miss is allowed in 1,500. */
function harmWords(classes: readonly ClassFigures[]): string {
  const rows = classes
    .filter(({ id }) => mostHarmful.has(id))
    .map(({ id, effective, recall }) => {
      const missed = effective - recall.hits;
      const words = missed === 0 ? `no miss in ${effective}` : `${missed} missed in ${effective}`;
      return [`\`${id}\``, words, shown(recall)];
    });
  if (rows.length === 0) return "None of these was measured.";
  const wanted =
    "The true class must be the name, or stand in the set that is shown, 1,500 times of 1,500.";
  return `${wanted}\n\n${table(["class", "misses", "recall"], rows)}`;
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
