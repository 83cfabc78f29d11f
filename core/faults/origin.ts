import type { NamedFault } from "../compare/result.ts";
import type { Evidence } from "./evidence.ts";
import { quoted } from "./recognise/recogniser.ts";

function named(
  id: string,
  why: string,
  params: NamedFault["params"] = {},
  confidence = 1,
): NamedFault {
  return { id, params, confidence, why };
}

/**
 * Whether the target's value surely came from somewhere else (faults.md section 2, step 3): another
 * patient, another field, another entry of the list, an earlier round. Asked before any value test.
 */
export function findOrigin(evidence: Evidence): NamedFault | null {
  return bySentinel(evidence) ?? byList(evidence) ?? byEarlierRound(evidence);
}

function bySentinel(evidence: Evidence): NamedFault | null {
  const { sentinels, person, source, target, field, entry } = evidence;
  if (sentinels === null || person === null || target === null) return null;
  const own = new Set(
    source === null ? [] : sentinels.find(source).map((hit) => hit.token.toLowerCase()),
  );
  // A damaged letter beside an own token can read like another token: what still holds its own is own.
  const lower = target.toLowerCase();
  if ([...own].some((token) => lower.includes(token))) return null;
  // Half of a long token can read like the token of somebody else: what the source holds is own as well.
  const expected = source?.toLowerCase() ?? "";
  const foreign = sentinels
    .find(target)
    .filter((hit) => !expected.includes(hit.token.toLowerCase()));
  const stranger = foreign.find((hit) => hit.person !== person);
  if (stranger !== undefined) {
    // Two records of one person share values: what stands elsewhere in this chart came from there.
    const token = stranger.token.toLowerCase();
    const from = evidence.others.find(
      (other) => other.field !== field && other.text.toLowerCase().includes(token),
    )?.field.id;
    if (from !== undefined) return named("CROSS-FIELD", `This value belongs to ${from}.`, { from });
    return named(
      "CROSS-PATIENT",
      `This is another patient's value: it holds ${quoted(stranger.token)}, made for person ${stranger.person + 1}.`,
      { person: stranger.person },
    );
  }
  const otherField = foreign.find((hit) => hit.field !== field.id);
  if (otherField !== undefined && !(source === target && evidence.othersOf(target).length > 0)) {
    return named("CROSS-FIELD", `This value belongs to ${otherField.field}.`, {
      from: otherField.field,
    });
  }
  const otherEntry = foreign.find(
    (hit) => hit.field === field.id && !entry.startsWith("+") && hit.entry !== entry,
  );
  if (otherEntry !== undefined) {
    return named(
      "LIST-MISPAIR",
      `This value belongs to another entry of the list: ${quoted(target)}.`,
    );
  }
  const earlier = foreign.find((hit) => hit.field === field.id && hit.round < evidence.round);
  return earlier === undefined ? null : oldValue(evidence.wasSeen, source, target);
}

/** An old value: it came back after its change was seen, or the change never arrived. */
export function oldValue(wasSeen: boolean, source: string | null, target: string): NamedFault {
  const wanted = source === null ? "it was removed" : `it should be ${quoted(source)}`;
  return wasSeen
    ? named(
        "STALE-OVERWRITE",
        `The change was there, then the old value came back: ${quoted(target)}, ${wanted}.`,
      )
    : named("LOST-UPDATE", `The change never arrived: still ${quoted(target)}, ${wanted}.`);
}

/** Fields whose value is the place of its entry among the others. */
const ranks: ReadonlySet<string> = new Set([
  "coverage.payer-order",
  "problem.rank",
  "patient.telecom.rank",
]);

function byList(evidence: Evidence): NamedFault | null {
  const { mispaired, target, source } = evidence;
  if (!mispaired || target === null || source === null) return null;
  if (ranks.has(evidence.field.id)) {
    return named(
      "LIST-REORDER",
      `The order changed: number ${source} came as number ${target}, and the other one in its place.`,
    );
  }
  return named(
    "LIST-MISPAIR",
    `Values of two entries changed places: ${quoted(source)} became ${quoted(target)}.`,
  );
}

function byEarlierRound({ earlier, wasSeen, source, target }: Evidence): NamedFault | null {
  if (target === null || source === null || !earlier.includes(target)) return null;
  return oldValue(wasSeen, source, target);
}

/** Values that are too common to say where they came from. */
function isTelling(text: string): boolean {
  return text.length >= 6 && !/^(?:true|false|active|unknown)$/iu.test(text);
}

/** A number that two entries hardly have by chance, such as 12.6. */
function isOddNumber(text: string): boolean {
  return /^\d+\.\d+$/u.test(text) && text.replace(/\D/gu, "").length >= 3;
}

/**
 * Whether another entry, or another field of the person, has exactly this value. It may be chance (a swapped date can
 * be another date), so a plain value fault is believed first.
 */
export function byOtherField(evidence: Evidence): NamedFault | null {
  const { othersOf, target, source, field } = evidence;
  if (target === null || source === null) return null;
  // A status is said in many fields, and a doctor or a visit is named in many.
  if (field.form === "code" || field.form === "status" || field.form === "reference") return null;
  if (isTelling(target) || isOddNumber(target)) {
    const entry = othersOf(target).find((other) => other.field === field);
    if (entry !== undefined) {
      return named(
        "LIST-MISPAIR",
        `This value belongs to another entry of the list: ${quoted(target)}.`,
        {},
        0.9,
      );
    }
  }
  if (!isTelling(target)) return null;
  const same = othersOf(target).filter((other) => other.field !== field);
  const from = same.find((other) => other.field.form === field.form) ?? same[0];
  if (from === undefined) return null;
  return named(
    "CROSS-FIELD",
    `The value of another field stands here: ${quoted(target)} belongs to ${from.field.label.toLowerCase()}.`,
    { from: from.field.id },
    0.9,
  );
}
