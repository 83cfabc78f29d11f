import type { Absence, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldId } from "../catalogue/fields.ts";
import type { Draw } from "../people/draw.ts";
import type { Making } from "../people/making.ts";
import type { Expected } from "./expectation.ts";
import type { Agreement } from "./pair-truth.ts";

/** The families of the mess catalogue, in its order A … L. */
export const messFamilies = [
  "typo",
  "name",
  "identity",
  "date",
  "address",
  "contact",
  "identifier",
  "relation",
  "insurance",
  "clinical",
  "scheduling",
  "missing",
] as const;
export type MessFamily = (typeof messFamilies)[number];

/** What part of a value an operator works on; on one field at most one operator of each layer acts. */
export const layers = ["content", "structure", "form", "space", "length"] as const;
export type Layer = (typeof layers)[number];

/** How the mess travels by a format: as valid data, as data that the standard forbids, or not at all. */
export type Wire = "valid" | "invalid" | "cannot-travel";

export type MessChange =
  | {
      readonly field: FieldId;
      readonly entry: EntryPath;
      readonly value: string;
      readonly any?: readonly Expected[];
    }
  | {
      readonly field: FieldId;
      readonly entry: EntryPath;
      readonly absent: Absence;
      readonly any?: readonly Expected[];
    }
  | {
      readonly field: FieldId;
      readonly entry: EntryPath;
      readonly removed: true;
      readonly any?: readonly Expected[];
    };

/** A clean value of somebody of the same cluster, null where there is none. */
export type ValueOf = (field: string, entry?: EntryPath) => string | null;

/** People who are made together: twins, father and son, the copies of one person. */
export interface ClusterKind {
  /** How many of them follow each other; at least two. */
  readonly members: number;
  /** Whether they are one person in truth. */
  readonly same: boolean;
  /** What agrees between the first one and another (decisions.md 29). */
  readonly agrees: Agreement | ((member: number, target: FieldId) => Agreement);
}

/** What an operator sees of the person it acts on. */
export interface Acting {
  readonly target: FieldId;
  /** Which one of its cluster the person is, from 0; 0 where the operator makes no cluster. */
  readonly member: number;
  /** The clean record of another one of the cluster, who may lie behind or before. */
  other(member: number): { readonly making: Making; readonly text: ValueOf };
  /** 0 for the first person who carries the operator in this field, then rising: new values each time. */
  readonly variant: number;
  readonly making: Making;
  /** The value as it stands when the operator's turn comes; null where there is none. */
  text(field: string, entry?: EntryPath): string | null;
  entries(field: string): readonly EntryPath[];
  draw(name: string): Draw;
  token(field: string, entry?: EntryPath): string;
}

/** One entry of the mess catalogue: a named way in which real data is dirty. */
export interface MessOperator {
  readonly id: string;
  readonly family: MessFamily;
  /** Order of introduction: unique, rising, never reused. Earlier operators win conflicts. */
  readonly introduced: number;
  readonly layer: Layer;
  /** Fields that can carry it, each on a person of its own. */
  readonly targets: readonly FieldId[];
  /** All fields that it may touch: the target, and what has to change beside it. */
  readonly fields: readonly FieldId[];
  readonly beside: readonly FieldId[];
  /** What must become of the value: the alternatives. */
  readonly any: readonly Expected[];
  /** The same for the reader: machine word first, then the note for the tester. */
  readonly expected: string;
  /** Ids of the faults that it brings to light. */
  readonly exposes: readonly string[];
  /** The needs that it serves (S-1 … S-20). */
  readonly source: string;
  /** Plain words for the tester. */
  readonly says: string;
  readonly example: string;
  /** Share of people who carry it in the `realistic` preset; null = coverage only. */
  readonly share: number | null;
  /** How often it happens in real records and who counted; our own weights say so. */
  readonly rate: string;
  /** Where it takes several people; null for one alone. */
  readonly cluster: ClusterKind | null;
  /** What the formats make of it beyond what their places say (`wireOf`): invalid by design, or no words for it. */
  readonly wire: Readonly<Partial<Record<"fhir" | "hl7" | "csv", Wire>>>;
  /** The changed values; empty where the person has nothing that it could change. */
  readonly apply: (acting: Acting) => readonly MessChange[];
  /** What the second round changes beyond what it changes for everybody; null where nothing. */
  readonly later: ((acting: Acting) => readonly MessChange[]) | null;
}

export interface OperatorEntry {
  readonly id: string;
  readonly introduced: number;
  readonly layer?: Layer;
  readonly targets: readonly string[];
  readonly beside?: readonly string[];
  readonly any: readonly Expected[];
  readonly note?: string;
  readonly exposes: string;
  readonly source: string;
  readonly says: string;
  readonly example: string;
  readonly share?: number;
  readonly rate?: string;
  readonly cluster?: ClusterKind;
  readonly wire?: MessOperator["wire"];
  readonly apply: MessOperator["apply"];
  readonly later?: (acting: Acting) => readonly MessChange[];
}

/** Completes an entry of a family's table; throws for a field that the catalogue does not have. */
export function operator(family: MessFamily, entry: OperatorEntry): MessOperator {
  const targets = entry.targets.map(fieldId);
  const beside = (entry.beside ?? []).map(fieldId);
  const words = entry.any.map(({ expect, rule }) =>
    rule === undefined ? expect : `${expect}(${rule})`,
  );
  const note = entry.note === undefined ? "" : `: ${entry.note}`;
  return {
    id: entry.id,
    family,
    introduced: entry.introduced,
    layer: entry.layer ?? "content",
    targets,
    beside,
    fields: [...new Set([...targets, ...beside])],
    any: entry.any,
    expected: `${words.join(" or ")}${note}`,
    exposes: entry.exposes.split(" "),
    source: entry.source,
    says: entry.says,
    example: entry.example,
    share: entry.share ?? null,
    rate: entry.rate ?? rateOf(entry.share),
    cluster: entry.cluster ?? null,
    wire: entry.wire ?? {},
    apply: entry.apply,
    later: entry.later ?? null,
  };
}

function rateOf(share: number | undefined): string {
  return share === undefined
    ? "not counted; coverage only"
    : `${String(Number((share * 100).toPrecision(3)))} % of people, our own weight`;
}

export const survive: Expected = { expect: "must-survive" };
export const reject: Expected = { expect: "must-reject" };
export const flag: Expected = { expect: "must-flag" };

export function normalise(rule: string): Expected {
  return { expect: "may-normalise", rule };
}

/** A changed value of a field, by its catalogue id as text. */
export function change(
  field: string,
  entry: EntryPath,
  value: string,
  any?: readonly Expected[],
): MessChange {
  const base = { field: fieldId(field), entry, value };
  return any === undefined ? base : { ...base, any };
}

export function removal(field: string, entry: EntryPath, any?: readonly Expected[]): MessChange {
  const base = { field: fieldId(field), entry, removed: true as const };
  return any === undefined ? base : { ...base, any };
}

/** The carrier of a variant: the list in its order, again from the start when it is used up. */
export function carrier<Carried>(list: readonly Carried[], variant: number): Carried {
  const value = list[variant % list.length];
  if (value === undefined) throw new Error("An operator has no carriers.");
  return value;
}
