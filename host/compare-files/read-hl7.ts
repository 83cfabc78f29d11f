import type { Observed } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import { decodeHl7People } from "../../core/hl7/decode-hl7.ts";
import { bytesOf } from "./find-documents.ts";
import type { FoundFile } from "./find-documents.ts";
import { inputFailure } from "./input-failure.ts";
import type { FoundRecord } from "./read-records.ts";
import { tellProblems } from "./remarks.ts";
import type { Remark } from "./remarks.ts";

/** Problems after which nobody can say what a value is. */
const fatal: Readonly<Record<string, string>> = {
  separators: "Ask the sender for messages whose MSH names its separators, as in MSH|^~\\&.",
  "not-hl7": "Export the messages again, whole.",
};

/** Whether bytes begin as HL7 v2 messages or a batch do, behind a byte order mark, blanks or a frame byte. */
export function isHl7(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while ([0x20, 0x09, 0x0a, 0x0d, 0x0b].includes(bytes[at] ?? 0)) at += 1;
  const head = String.fromCharCode(...bytes.subarray(at, at + 4));
  return /^(?:MSH|FHS|BHS)[^\w\s]$/u.test(head);
}

/**
 * Reads the people of HL7 v2 files, told apart by PID-3 over all files. Throws CliFailure (exit 2) that
 * names file and byte for what cannot be read; what had to be guessed is a remark.
 */
export function readHl7Files(found: readonly FoundFile[], remark: Remark): readonly FoundRecord[] {
  if (found.length === 0) return [];
  const files = found.map(({ path }) => path);
  const people = decodeHl7People(found.map((file) => bytesOf(file)));
  const problems = people.flatMap(({ observed }) => observed.problems);
  const whereIs = (at: (typeof problems)[number]["at"]): string => {
    const place = at === null || at.place === "" ? "" : `, ${at.resource} ${at.place}`;
    return `${files[at?.document ?? 0] ?? ""}${place}${at === null ? "" : `, byte ${at.start}`}`;
  };
  for (const { kind, says, at } of problems) {
    const todo = fatal[kind];
    if (todo !== undefined) throw inputFailure(says, todo, whereIs(at));
  }
  tellProblems(
    problems,
    ({ kind, says, at }) => `${at?.document ?? ""} ${kind} ${says}`,
    ({ at }) => whereIs(at),
    remark,
  );
  const read = people.filter(({ observed }) => observed.values.length > 0);
  const holds = placesOf(read.map(({ observed }) => observed));
  return read.map(({ patient, observed, raw }) => ({
    person: patient,
    format: "hl7" as const,
    observed,
    files,
    holds,
    raw,
  }));
}

/**
 * Whether messages of the kinds that came say anything of a field: an admission says nothing of results.
 * What stands in A60 alone (IAM) is not said by other ADT messages. Kinds are those of all people: where one person's kind of message is lost, its values are missing.
 */
function placesOf(people: readonly Observed[]): (field: Field) => boolean {
  const kinds = new Set<string>();
  const seen = new Set<string>();
  for (const { values } of people) {
    for (const { value, at } of values) {
      seen.add(value.field);
      kinds.add(kindOf(at.resource));
      if (at.resource.includes("^A60")) kinds.add("A60");
    }
  }
  return ({ id, messages }) =>
    seen.has(id) ||
    messages.length === 0 ||
    (messages.length === 1 && messages[0] === "A60"
      ? kinds.has("A60")
      : messages.some((message) => kinds.has(kindOf(message))));
}

/** `ADT` of `ADT^A28 7785303.1`, and of `A28` as the catalogue has it. */
function kindOf(message: string): string {
  if (/^A\d\d$/u.test(message)) return "ADT";
  return /^S\d\d$/u.test(message) ? "SIU" : (message.split("^", 1)[0] ?? "");
}
