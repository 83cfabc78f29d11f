import type { Chart } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import type { Design } from "./design.ts";
import { rulerSketch } from "./designs/lengths.ts";
import { place } from "./plan-probe.ts";
import type { Finding, Shot, ShotResult } from "./shot.ts";

/** Rounds of a ladder, the first one counted. */
export const roundsOfLadder = 4;
const perRound = 4;
/** No text field of a chart is probed beyond this. */
const longest = 70_000;

/**
 * The next lengths to try, where the limit was not met: a step of binary search with several values at
 * once. Empty where it is met, or where length is not what is searched for.
 * @param people clean people who were not sent yet
 */
export function nextShots(
  finding: Finding,
  design: Pick<Design, "ladder">,
  results: readonly ShotResult[],
  people: readonly Chart[],
): readonly Shot[] {
  const looked = results.filter(({ shot }) => shot.part !== "beside");
  const field = fieldById(looked[0]?.shot.field ?? "");
  if (design.ladder !== true || field === undefined) return [];
  if (looked.some(({ outcome }) => outcome.kind === "not-read")) return [];
  const lengthOf = ({ shot }: ShotResult): number => lengthInCodePoints(shot.value ?? "");
  const low = Math.max(
    0,
    ...looked.filter(({ outcome }) => outcome.kind === "whole").map(lengthOf),
  );
  const hits = looked.filter(({ outcome }) => outcome.kind !== "whole");
  if (hits.length === 0) {
    // Longer ones were struck in the run: up to the longest of these.
    const high = longestStruck(finding);
    return high <= low ? [] : placed([...between(low, high), high]);
  }
  const high = Math.min(...hits.map(lengthOf));
  // Where shorter ones were struck and longer ones not, length is not what decides.
  if (high <= low) return [];
  // What is left of a cut value says where the limit must be.
  const kept = hits.flatMap(({ outcome }) =>
    outcome.kind === "changed" ? [lengthInCodePoints(outcome.to)] : [],
  );
  const said = [...new Set(kept)].flatMap((n) => [n, n + 1]).filter((n) => n > low && n < high);
  if (high === low + 1) return [];
  return placed(said.length > 0 ? said.slice(0, perRound) : between(low, high));

  function placed(lengths: readonly number[]): readonly Shot[] {
    return field === undefined ? [] : place(lengths.map(rulerSketch), field, people, "looked-at");
  }
}

/** The longest value that the finding struck in the run. */
export function longestStruck({ examples }: Finding): number {
  const sent = examples.map(({ source }) => lengthInCodePoints(source ?? ""));
  return Math.min(longest, Math.max(0, ...sent));
}

/** Up to four lengths that part the open interval evenly. */
function between(low: number, high: number): readonly number[] {
  const step = (high - low) / (perRound + 1);
  const lengths = Array.from({ length: perRound }, (_, at) => Math.round(low + step * (at + 1)));
  return [...new Set(lengths)].filter((length) => length > low && length < high);
}
