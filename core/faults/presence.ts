import { isRecordList } from "../compare/align/list-keys.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import type { NamedFault } from "../compare/result.ts";
import type { Evidence } from "./evidence.ts";
import { stillThere, vanished } from "./by-rounds.ts";
import { isText, quoted } from "./recognise/recogniser.ts";

/** Values that systems put where they have none. */
const defaults = new Set([
  "1900-01-01",
  "1901-01-01",
  "1970-01-01",
  "0001-01-01",
  "1800-01-01",
  "9999-12-31",
  "unknown",
  "unk",
  "u",
  "un",
  "n/a",
  "na",
  "none",
  "null",
  "other",
  "not provided",
  "unspecified",
  "tbd",
  "xx",
  "99999",
  "00000",
  "0000000000",
  "9999999999",
  "999-99-9999",
  "000-00-0000",
]);

export function isDefaultValue(text: string): boolean {
  return defaults.has(text.trim().toLowerCase());
}

/** Pages that servers commonly cut their answers into. */
const pageSizes = new Set([10, 20, 25, 50, 100, 200]);

function fault(
  id: string,
  why: string,
  more: Partial<Pick<NamedFault, "params" | "confidence" | "oneOf">> = {},
): NamedFault {
  return { id, params: {}, confidence: 1, ...more, why };
}

/** The fault of a value that only one side has (faults.md section 2, step 2). */
export function nameAbsence(evidence: Evidence): NamedFault {
  const { source, target } = evidence;
  if (source !== null && target === null) {
    return vanished(evidence) ?? orNeverCame(nameMissing(evidence), evidence);
  }
  if (source === null && target !== null) return nameExtra(evidence);
  // What was sent as a blank in an entry that is gone went with the entry, and came with one that nobody sent.
  if (evidence.entryMissing && evidence.list !== null && saysMore(evidence)) {
    return nameMissing(evidence);
  }
  if (isExtraRecord(evidence)) return nameExtra(evidence);
  const { sourceAbsence, targetAbsence } = evidence;
  return fault(
    "NULL-SEMANTICS",
    `The kind of blank changed: ${blankWords(sourceAbsence)} became ${blankWords(targetAbsence)}.`,
  );
}

/** Whether an entry holds a value beside a blank: without one it is gone because the blank is. */
function saysMore({ field, entry, others }: Evidence): boolean {
  return others.some((other) => other.entry === entry && other.field.list === field.list);
}

/** What a change adds and does not arrive is lost as every change is, or as what it is. */
function orNeverCame(named: NamedFault, { isNew, lookedBefore }: Evidence): NamedFault {
  if (!isNew || !/^DROP-(?:ELEMENT|REPETITION|RECORD)$/u.test(named.id)) return named;
  return {
    ...named,
    confidence: Math.min(named.confidence, 0.7),
    oneOf: [
      ...(named.oneOf ?? [[named.id]]),
      ["LOST-UPDATE"],
      ...(lookedBefore ? [] : [["OUT-OF-ORDER"]]),
    ],
  };
}

function blankWords(absence: string | null): string {
  if (absence === null) return "not sent";
  if (absence === "empty") return "sent empty";
  return absence === "null" ? "sent as unknown" : quoted(absence);
}

function nameMissing(evidence: Evidence): NamedFault {
  const { field, entryMissing, source, targetAbsence, turnedUpIn, list } = evidence;
  if (entryMissing && list !== null) return nameMissingEntry(evidence);
  if (turnedUpIn !== null) {
    return fault("CROSS-FIELD", `The value stands in ${turnedUpIn} instead.`, {
      params: { to: turnedUpIn },
      confidence: 0.9,
    });
  }
  const code = codeLoss(evidence);
  if (code !== null) return code;
  if (field.id.endsWith("unit"))
    return fault("UNIT-DROP", `The unit ${quoted(source ?? "")} is missing.`);
  // Nobody writes a null by chance: the value was deleted, not lost.
  if (targetAbsence === "null") {
    return fault("NULL-SEMANTICS", `A null stands where ${quoted(source ?? "")} was sent.`);
  }
  const long = isText(field) && lengthInCodePoints(source ?? "") > 15;
  const blank = targetAbsence === "empty";
  const oneOf = [
    ["DROP-ELEMENT"],
    ...(long ? [["OVERFLOW-BLANK"]] : []),
    ...(blank ? [["NULL-SEMANTICS"]] : []),
  ];
  return fault(
    "DROP-ELEMENT",
    `It was sent and did not arrive: ${quoted(source ?? "")}.`,
    oneOf.length > 1 ? { oneOf, confidence: 0.7 } : {},
  );
}

function codeLoss({ field, source, sourceSibling, targetSibling }: Evidence): NamedFault | null {
  const system = `${field.id}-system`;
  // Ids by the catalogue's naming; one without a row simply has no value.
  const id = (text: string): typeof field.id => text as typeof field.id;
  if (field.id.endsWith("code") && sourceSibling(id(system)) !== null) {
    return targetSibling(id(system)) === null
      ? fault("CODE-DROP", `The code ${quoted(source ?? "")} is gone.`)
      : null;
  }
  if (!field.id.endsWith("-system") && !field.id.endsWith("-authority")) return null;
  const beside = id(field.id.replace(/-(?:system|authority)$/u, ""));
  const kept = targetSibling(beside) !== null;
  return kept
    ? fault("SYSTEM-LOSS", `The code is there, but its list ${quoted(source ?? "")} is not.`)
    : fault("CODE-DROP", "The code and its list are gone.");
}

interface Kept {
  readonly count: number;
  /** Whether those that came are the first ones, or the last. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Counted once for each list, or ten thousand lost entries would count again. */
const counted = new WeakMap<readonly boolean[], Kept>();

function keptOf(kept: readonly boolean[]): Kept {
  const known = counted.get(kept);
  if (known !== undefined) return known;
  const count = kept.filter(Boolean).length;
  const first = kept.slice(0, count).every(Boolean);
  const found = { count, first, last: kept.slice(kept.length - count).every(Boolean) };
  counted.set(kept, found);
  return found;
}

function nameMissingEntry({ list, source, onChart }: Evidence): NamedFault {
  const kept = list?.kept ?? [];
  const sent = list?.sent ?? 0;
  const { count, first, last } = keptOf(kept);
  const name = list?.name ?? "";
  if (onChart !== null)
    return fault("SPLIT", `It stands on another chart of this person: ${onChart}.`);
  if (isRecordList(name)) {
    if (pageSizes.has(count) && (first || last)) {
      return fault("PAGING-LOSS", `Only ${count} of ${sent} arrived.`, { params: { k: count } });
    }
    return fault("DROP-RECORD", `The entry is not there at all; ${count} of ${sent} arrived.`);
  }
  if (count === 0) {
    return fault("DROP-ELEMENT", `It was sent and did not arrive: ${quoted(source ?? "")}.`);
  }
  if (count === 1 && !first && !last) {
    const at = kept.indexOf(true) + 1;
    return fault(
      "CARDINALITY",
      `Only one of ${sent} arrived, number ${at}: not the first and not the last.`,
      {
        params: { kept: at },
      },
    );
  }
  const which = first ? "first" : last ? "last" : "some";
  return fault("DROP-REPETITION", `Only ${count} of ${sent} arrived.`, {
    params: { keep: which, k: count },
  });
}

/** A whole record that nobody sent: none of its values is just in a wrong box. */
export function isExtraRecord({ entryExtra, list }: Evidence): boolean {
  return entryExtra && list !== null && isRecordList(list.name);
}

function nameExtra(evidence: Evidence): NamedFault {
  const { target, entryExtra, repeats, earlier, othersOf, field, list } = evidence;
  const text = target ?? "";
  if (entryExtra && repeats) return fault("DUP-ON-RESEND", "The same entry is there twice.");
  const former = stillThere(evidence);
  if (former !== null) return former;
  if (earlier.includes(text)) {
    return fault("LOST-DELETE", `It was removed, and is still there: ${quoted(text)}.`);
  }
  // A status or a code is said in many fields.
  const elsewhere =
    text.length > 3 && !/^(?:status|code|boolean)$/u.test(field.form) ? othersOf(text) : [];
  const home = elsewhere.find((other) => other.field !== field);
  if (home !== undefined && !isExtraRecord(evidence)) {
    return fault("CROSS-FIELD", `This value belongs to ${home.field.label.toLowerCase()}.`, {
      params: { from: home.field.id },
      confidence: 0.9,
    });
  }
  // One value where none was sent is filled in; an entry beside others is of unknown origin.
  const filledIn =
    list !== null && list.sent === 0 && list.extras === 1 && !isRecordList(list.name);
  if (entryExtra && !filledIn) {
    return fault("UNKNOWN", `Only the other system has this: ${quoted(text)}.`, { confidence: 0 });
  }
  return fault("DEFAULT-INJECT", `Nothing was sent, and ${quoted(text)} was filled in.`, {
    params: { value: text },
    confidence: isDefaultValue(text) ? 1 : 0.6,
  });
}
