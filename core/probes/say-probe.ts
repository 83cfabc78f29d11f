import { fieldById } from "../catalogue/fields.ts";
import { faultWords } from "../faults/faults.ts";
import type { Params } from "../faults/recognise/recogniser.ts";
import type { Finding, Judgement, ShotResult } from "./shot.ts";

/** "49 and 50 characters", "é, ’ and Á". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/** The finding as the probe settled it, with its exact parameters. */
export function sayConfirmed(
  finding: Finding,
  params: Params,
  results: readonly ShotResult[],
  only: readonly string[] | null,
): Judgement {
  const { id } = finding.fault;
  const limited = only === null ? params : { ...params, only: only.join(", ") };
  const head = headOf(id, params) ?? faultWords(id).long;
  const where = only === null ? "" : `, for ${listed(only)} alone`;
  const says = `Confirmed: ${head}${where}. ${outcomesOf(results)}${besideOf(results)}`;
  return { standing: "settled", params: limited, says };
}

/** Who was joined, and by what where that is plain. */
export function sayJoined(
  finding: Finding,
  by: string | null,
  results: readonly ShotResult[],
): Judgement {
  const joined = results.filter(({ outcome }) => outcome.kind === "joined");
  const apart = results.filter(({ outcome }) => outcome.kind !== "joined");
  const says = (some: readonly ShotResult[]): string => listed(some.map(({ shot }) => shot.says));
  const rule =
    by === null
      ? "What they have in common does not say by which rule."
      : `What they have in common is enough: ${by.replace("-", " ")}.`;
  const rest = apart.length === 0 ? "" : ` Kept apart: ${says(apart)}.`;
  return {
    standing: "settled",
    params: by === null ? {} : { by },
    says: `Confirmed: ${faultWords(finding.fault.id).long}. ${rule} In one chart with another: ${says(joined)}.${rest}`,
  };
}

export function sayRefuted(finding: Finding, looked: readonly ShotResult[]): Judgement {
  const { long } = faultWords(finding.fault.id);
  const all = looked.length === 1 ? "The value" : `All ${looked.length} of them`;
  const sent = listed(looked.map(({ shot }) => shot.says));
  return {
    standing: "refuted",
    params: {},
    says: `Not confirmed: “${long}” did not show again. ${all} arrived whole (${sent}).`,
  };
}

const keepsSome: ReadonlySet<string> = new Set(["DROP-REPETITION", "CARDINALITY", "PAGING-LOSS"]);

/** What the parameters say, where they say something of their own. */
function headOf(id: string, params: Params): string | null {
  const { n, bytes, limit, days, minutes, k, repertoire } = params;
  if (id === "TRUNCATE" && n !== undefined) return `cuts at exactly ${n} characters`;
  if (id === "TRUNCATE-BYTES" && bytes !== undefined) return `cuts at ${bytes} bytes`;
  if (limit !== undefined && id === "OVERFLOW-BLANK")
    return `leaves empty what is longer than exactly ${limit} characters`;
  if (limit !== undefined && id === "OVERFLOW-REJECT")
    return `refuses what is longer than exactly ${limit} characters`;
  if (id === "DATE-SHIFT" && typeof days === "number")
    return `moves dates by ${signed(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
  if (id === "TIME-SHIFT" && typeof minutes === "number")
    return `moves times by ${signed(minutes)} minutes`;
  if (id === "DECIMAL-SHIFT" && typeof k === "number")
    return `moves the decimal point by ${signed(k)} places`;
  if (keepsSome.has(id) && k !== undefined)
    return k === 1 ? "keeps one entry alone" : `keeps exactly ${k} entries`;
  if (repertoire !== undefined) return `keeps no letter outside ${repertoire}`;
  return null;
}

function signed(number: number): string {
  return number < 0 ? `−${-number}` : `+${number}`;
}

/** "49 characters and 50 characters arrive whole, 51 characters does not." */
function outcomesOf(results: readonly ShotResult[]): string {
  const looked = results.filter(({ shot }) => shot.part !== "beside");
  const whole = looked.filter(({ outcome }) => outcome.kind === "whole");
  const hit = looked.filter(({ outcome }) => outcome.kind !== "whole");
  const says = (some: readonly ShotResult[]): string => listed(some.map(({ shot }) => shot.says));
  if (whole.length === 0) return `Nothing of it arrives as it was sent: ${says(hit)}.`;
  const kept = `${says(whole)} ${whole.length === 1 ? "arrives" : "arrive"} whole`;
  const struck = `${says(hit)} ${hit.length === 1 ? "does" : "do"} not`;
  return `${kept.slice(0, 1).toUpperCase()}${kept.slice(1)}; ${struck}.`;
}

/** What became of the same value in the field beside it. */
function besideOf(results: readonly ShotResult[]): string {
  return results
    .filter(({ shot }) => shot.part === "beside")
    .map(({ shot, outcome }) => {
      const label = fieldById(shot.field ?? "")?.label ?? shot.field ?? "";
      if (outcome.kind === "whole") return ` ${label} keeps the same value whole.`;
      if (outcome.kind === "not-read") return "";
      return ` ${label} does not keep it whole either.`;
    })
    .join("");
}
