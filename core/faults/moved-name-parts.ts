import type { Chart } from "../catalogue/chart.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** Further given names are a list: one box of them says nothing about the others. */
const further = "patient.name.further-given";
const parts: ReadonlySet<string> = new Set([
  "patient.name.family",
  "patient.name.given",
  "patient.name.middle",
  "patient.name.suffix",
  "patient.name.prefix",
  further,
]);

/**
 * A name of which every word is still there, in other boxes, the further given names among them (faults.md 4.6,
 * NAME-RESHUFFLE): with the second name in the box of the first, all others move up by one. By difference.
 */
export function movedNameParts(
  differences: readonly Difference[],
  chart: Chart | undefined,
): ReadonlyMap<Difference, Hypothesis> {
  const found = new Map<Difference, Hypothesis>();
  const own = differences.filter(
    ({ field, verdict }) =>
      parts.has(field) && (verdict === "delta" || verdict === "missing" || verdict === "extra"),
  );
  const fieldCount = new Set(own.map(({ field }) => field)).size;
  if (fieldCount < 2 || !own.some(({ field }) => field === further)) return found;
  const sent = (chart?.values ?? []).flatMap((row) =>
    parts.has(row.field) && "value" in row ? [row] : [],
  );
  const came = [
    ...sent
      .filter((row) => !own.some(({ field, entry }) => field === row.field && entry === row.entry))
      .map(({ value }) => value),
    ...own.map(({ target }) => target ?? ""),
  ];
  if (wordsOf(sent.map(({ value }) => value)) !== wordsOf(came)) return found;
  const glued = own.find(
    ({ source, target }) => typeof source === "string" && target?.startsWith(`${source} `) === true,
  );
  const lead = glued ?? own[0];
  const why = `Every word of the name is there, in other boxes: ${quoted(lead?.source ?? "")} became ${quoted(lead?.target ?? "")}.`;
  const moved = { atoms: [atomOf("NAME-RESHUFFLE", {})], cost: -0.1, why };
  for (const each of own)
    found.set(each, glued === undefined ? moved : { ...moved, beside: ["CONCAT"] });
  return found;
}

function wordsOf(texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split(/\s+/u))
    .filter((word) => word !== "")
    .toSorted()
    .join(" ");
}
