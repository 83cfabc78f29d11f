import type { Field, FieldId } from "../../catalogue/field.ts";
import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** States in which an item looks current or done. */
const looksFine = new Set([
  "active",
  "final",
  "booked",
  "completed",
  "finished",
  "confirmed",
  "in-progress",
  "arrived",
  "fulfilled",
  "unknown",
]);

function isUnit(field: Field): boolean {
  return field.id.endsWith("-unit") || field.id.endsWith(".unit");
}

function isCode(field: Field): boolean {
  return field.form === "code" || field.form === "status";
}

function isSystem(field: Field): boolean {
  return field.id.endsWith("-system") || field.id.endsWith("-authority");
}

/** The wording that stands beside a code. */
function wordingBeside(field: Field): readonly FieldId[] {
  const stem = field.id.replace(/[^.]+$/u, "");
  // Ids by the catalogue's naming; one without a row simply has no value.
  return ["text", "name", "substance"].map((word) => `${stem}${word}` as FieldId);
}

function codeBeside(field: Field): FieldId {
  // As above.
  return field.id.replace(/-(?:system|authority)$/u, "") as FieldId;
}

/** A code without its dots, dashes and case: how it is written, not what it says. */
function bareCode(text: string): string {
  return text.replace(/[^0-9A-Za-z]/gu, "").toLowerCase();
}

const unspecified = /\.?[09]0?$/u;

/** Whether a code is a parent of another, or its unspecified sibling: the same thing, said less exactly. */
function isBroader(source: string, target: string): boolean {
  if (target.length >= 3 && source.startsWith(target)) return true;
  const stem = target.replace(unspecified, "");
  return stem.length >= 3 && stem !== target && source.startsWith(stem);
}

/** "None of this kind is known" of one kind and of all (SNOMED CT): one is said for the other, no row is wrong. */
const noneKnown: ReadonlySet<string> = new Set([
  "409137002",
  "428607008",
  "429625007",
  "716186003",
]);

/** Whether a code became one that says the same less exactly, so that no wrong row need be behind it. */
export function isRelatedCode(source: string, target: string): boolean {
  return isBroader(source, target) || (noneKnown.has(source) && noneKnown.has(target));
}

/** Whether both could be codes for one thing: words and numbers are not, nor a town and a state. */
function isOneKind(source: string, target: string): boolean {
  const alike = (kind: RegExp): boolean => kind.test(source) === kind.test(target);
  if (!alike(/\d/u)) return false;
  return /\d/u.test(source) || (alike(/\p{Lu}/u) && alike(/\p{Ll}/u));
}

export const codeRecognisers: readonly Recogniser[] = [
  {
    id: "BOOL-FLIP",
    cost: 0.5,
    agree: [],
    applies: (field) => field.form === "boolean",
    propose: () => [{}],
    simulate: (_params, source) =>
      source === "true" ? "false" : source === "false" ? "true" : null,
    why: (_params, source) => (source === "true" ? "Yes became no." : "No became yes."),
  },
  {
    id: "STATUS-FLATTEN",
    cost: 0.8,
    agree: [],
    applies: (field) =>
      field.form === "status" && /status|verification|criticality/u.test(field.id),
    propose: ({ source, target }) =>
      looksFine.has(target) && source !== target ? [{ to: target }] : [],
    simulate: (params) => String(params["to"]),
    why: (_params, source, target) => `${quoted(source)} now looks ${quoted(target)}.`,
  },
  {
    id: "TEXT-FOR-CODE",
    cost: 0.6,
    agree: [],
    applies: (field) => isCode(field) && !isSystem(field),
    propose: ({ field, target, sourceSibling }) =>
      wordingBeside(field).some((id) => sourceSibling(id) === target) ? [{}] : [],
    simulate: (_params, _source, { target }) => target,
    why: (_params, source, target) =>
      `Words stand where the code ${source} belongs: ${quoted(target)}.`,
  },
  {
    id: "SYSTEM-LOSS",
    cost: 0.8,
    agree: [],
    applies: isSystem,
    propose: ({ field, source, target, sourceSibling, targetSibling }) => {
      const code = codeBeside(field);
      const same = sourceSibling(code) !== null && sourceSibling(code) === targetSibling(code);
      // Another edition of the list is still that list.
      const edition = target !== "" && (source.startsWith(target) || target.startsWith(source));
      return same && source !== target && !edition ? [{ to: target }] : [];
    },
    simulate: (params) => String(params["to"]),
    why: (_params, source, target) => `The code list changed from ${source} to ${target}.`,
  },
  {
    id: "CODE-BROADEN",
    cost: 0.9,
    agree: [],
    applies: (field) => field.form === "code" && !isSystem(field) && !isUnit(field),
    propose: ({ source, target }) => {
      if (bareCode(source) === bareCode(target)) return [];
      return isBroader(source, target) ? [{ from: source, to: target }] : [];
    },
    simulate: (params) => String(params["to"]),
    why: (_params, source, target) =>
      `A precise code became a broader one: ${source} became ${target}.`,
  },
  {
    id: "CODE-REMAP",
    cost: 1,
    agree: [],
    applies: (field) => isCode(field) && !isUnit(field),
    propose: ({ field, source, target }) => {
      const same = bareCode(source) === bareCode(target) || /[\uFFFD?]/u.test(target);
      const edition = isSystem(field) && (source.startsWith(target) || target.startsWith(source));
      return same || edition || !isOneKind(source, target) ? [] : [{ from: source, to: target }];
    },
    simulate: (params) => String(params["to"]),
    why: (_params, source, target) => `Another code is recorded: ${source} became ${target}.`,
  },
];
