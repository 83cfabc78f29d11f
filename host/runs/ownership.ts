import type { SentinelReader } from "../../core/people/sentinel.ts";
import type { RunContext } from "./run-context.ts";

/**
 * "Bytes first, and only ours" (decisions.md 5): whether what came back is ours, decided while it is
 * still in memory. A record is ours when any one of these holds: a server id of ours, an identifier
 * of ours, the HTEST tag, the family marker whatever its case, a sentinel of this run. That a mark
 * is missing is a finding of the comparison, not of this check.
 */
export interface OurMarks {
  /** `Patient/7` at this system, from receipts and from records already known to be ours. */
  readonly ids: ReadonlySet<string>;
  /** Values of identifiers that this run made. */
  readonly identifiers: ReadonlySet<string>;
  readonly familyMarker: string;
  readonly sentinels: SentinelReader;
  /** Persons in the set: a token that reads as a later one is chance. */
  readonly people: number;
}

/** The marks of a run at one system. */
export function marksOf(
  context: Pick<RunContext, "identifiers" | "profile" | "sentinels" | "people">,
  ids: ReadonlySet<string>,
): OurMarks {
  const { identifiers, profile, sentinels, people } = context;
  return { ids, identifiers, familyMarker: profile.guard.marker.family, sentinels, people };
}

export type Belonging =
  /** At least one record, and all of them ours. */
  | { readonly kind: "ours"; readonly records: number }
  /** No record at all: an empty search, a plain "no". */
  | { readonly kind: "empty" }
  /** Records that are not ours; nothing of them may be kept. */
  | { readonly kind: "strangers"; readonly strangers: number; readonly records: number }
  /** Cannot be parsed, and a scan of the raw bytes finds none of our marks. */
  | { readonly kind: "unreadable" };

const testTagCode = "HTEST";

/** Judges the body of an answer to a read. */
export function belongsToUs(body: Uint8Array, marks: OurMarks): Belonging {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return hasMark(text, marks) ? { kind: "ours", records: 1 } : { kind: "unreadable" };
  }
  const records = recordsOf(parsed);
  if (records === null)
    return hasMark(text, marks) ? { kind: "ours", records: 1 } : { kind: "unreadable" };
  if (records.length === 0) return { kind: "empty" };
  const strangers = records.filter((record) => !isOurs(record, marks)).length;
  return strangers > 0
    ? { kind: "strangers", strangers, records: records.length }
    : { kind: "ours", records: records.length };
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The resources in an answer, outcomes left out; null where it is no FHIR resource. */
function recordsOf(parsed: unknown): readonly Json[] | null {
  if (!isJson(parsed) || typeof parsed["resourceType"] !== "string") return null;
  if (parsed["resourceType"] === "OperationOutcome") return [];
  if (parsed["resourceType"] !== "Bundle") return [parsed];
  const entries = Array.isArray(parsed["entry"]) ? parsed["entry"].filter(isJson) : [];
  return entries
    .map((entry) => entry["resource"])
    .filter(isJson)
    .filter((resource) => resource["resourceType"] !== "OperationOutcome");
}

function isOurs(record: Json, marks: OurMarks): boolean {
  const own = `${String(record["resourceType"])}/${String(record["id"])}`;
  if (marks.ids.has(own)) return true;
  const about = ["patient", "subject", "beneficiary", "target"].flatMap((key) => record[key]);
  if (about.some((one) => pointsToOurs(one, marks))) return true;
  const participants = Array.isArray(record["participant"])
    ? record["participant"].filter(isJson)
    : [];
  if (participants.some((one) => pointsToOurs(one["actor"], marks))) return true;
  return hasMark(JSON.stringify(record), marks);
}

/** A record of a person who is ours is ours, whatever the target stripped from it. */
function pointsToOurs(reference: unknown, marks: OurMarks): boolean {
  if (!isJson(reference) || typeof reference["reference"] !== "string") return false;
  const named = /(?:^|\/)(Patient\/[A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/.exec(
    reference["reference"],
  );
  return named !== null && marks.ids.has(named[1] ?? "");
}

/** A scan of text for any mark: of one record, or of bytes that cannot be parsed. */
function hasMark(text: string, marks: OurMarks): boolean {
  if (text.includes(`"${testTagCode}"`)) return true;
  if (text.toLowerCase().includes(marks.familyMarker.toLowerCase())) return true;
  for (const [word] of text.matchAll(/[A-Za-z0-9-]{5,40}/g)) {
    if (marks.identifiers.has(word)) return true;
  }
  return marks.sentinels.find(text).some((hit) => hit.person < marks.people);
}
