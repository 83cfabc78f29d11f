import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** What the people of a run say together about codes: their wordings, and what each answer became. */
export interface RunTables {
  /** Wording without the token of its person, to the code that it was sent with. */
  readonly codeOfWording: ReadonlyMap<string, string>;
  /** `field target` to all the values that became it, itself where it arrived as it was. */
  readonly becameOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** `field value` of the answers that were sent and compared. */
  readonly asked: ReadonlySet<string>;
  /** Fields in which two answers or more became one: their map has too few rows. */
  readonly narrow: ReadonlySet<string>;
}

export function readRunTables(cases: readonly ComparedCase[]): RunTables {
  const codeOfWording = new Map<string, string>();
  const becameOf = new Map<string, Set<string>>();
  const asked = new Set<string>();
  const narrow = new Set<string>();
  const became = (field: string, source: string, target: string): void => {
    const key = `${field}\u0000${target}`;
    const sources = (becameOf.get(key) ?? new Set<string>()).add(source);
    becameOf.set(key, sources);
    asked.add(`${field}\u0000${source}`);
    if (sources.size > 1) narrow.add(field);
  };
  // Only fields about which something is to be asked; mostly there are none.
  const concerned = concernedFields(cases);
  const tables = { codeOfWording, becameOf, asked, narrow };
  if (concerned.size === 0) return tables;
  for (const { generated, rounds } of cases) {
    const matched = new Set(rounds.flatMap((round) => round.matched));
    const codes = new Map<string, string>();
    const rows = (generated?.values ?? []).filter((row) => concerned.has(row.field));
    for (const row of rows) {
      if ("value" in row && row.field.endsWith(".code"))
        codes.set(`${row.field} ${row.entry}`, row.value);
    }
    for (const row of rows) {
      if (!("value" in row)) continue;
      const code = codes.get(`${codeBeside(row.field)} ${row.entry}`);
      if (wordings.has(row.field) && code !== undefined) {
        codeOfWording.set(bareWording(row.value), code);
      }
      const key = row.entry === "" ? row.field : `${row.field} ${row.entry}`;
      if (isAnswer(row.field) && matched.has(key)) became(row.field, row.value, row.value);
    }
    for (const { field, source, target } of rounds.flatMap((round) => round.differences)) {
      if (isAnswer(field) && typeof source === "string" && typeof target === "string") {
        became(field, source, target);
      }
    }
  }
  return tables;
}

/** Names that a map of too few rows is given at first, one value looked at. */
const mapped: ReadonlySet<string> = new Set(["CODE-REMAP", "STATUS-FLATTEN"]);

function concernedFields(cases: readonly ComparedCase[]): ReadonlySet<string> {
  const concerned = new Set<string>();
  for (const { rounds } of cases) {
    for (const { differences } of rounds) {
      for (const { field, faults } of differences) {
        if (mapped.has(faults[0]?.id ?? "") && isAnswer(field)) concerned.add(field);
        if (faults[0]?.id !== "DISPLAY-DRIFT" || !wordings.has(field)) continue;
        for (const each of wordings) concerned.add(each).add(codeBeside(each));
      }
    }
  }
  return concerned;
}

const wordings: ReadonlySet<string> = new Set([
  "allergy.substance",
  "medication.name",
  "problem.text",
]);

/** The words without a token behind them: nine letters, consonant and vowel in turn. */
function bareWording(text: string): string {
  return text
    .toLowerCase()
    .replace(/ (?:[bcdfghjklmnprstvwxz][aeu]){4}[bcdfghjklmnprstvwxz]$/u, "");
}

function codeBeside(field: string): string {
  return field.replace(/[^.]+$/u, "code");
}

/** Codes that are answers of a short list, as a status is. */
const answerCodes: ReadonlySet<string> = new Set(
  `patient.marital-status patient.race patient.ethnicity patient.gender-identity
   patient.identity-reliability contact.relationship coverage.relationship coverage.type encounter.class
   appointment.type appointment.cancel-reason medication.stop-reason result.flag note.confidentiality`.split(
    /\s+/u,
  ),
);

function isAnswer(id: string): boolean {
  return answerCodes.has(id) || fieldById(id)?.form === "status";
}

/**
 * Two different answers that became one (faults.md 4.5, ENUM-COLLAPSE). A wrong row of a map explains
 * one pair; many answers that end in one are a map that is too small, also where another answer of
 * the same field ends alone.
 */
export function collapsed(
  { field, source, target, faults }: Difference,
  { becameOf, asked, narrow }: RunTables,
): readonly Hypothesis[] {
  const [first] = faults;
  if (!isAnswer(field) || typeof source !== "string" || typeof target !== "string") return [];
  if (first === undefined || !mapped.has(first.id)) return [];
  const atoms = [atomOf("ENUM-COLLAPSE", { to: target })];
  const other = [...(becameOf.get(`${field}\u0000${target}`) ?? [])].find(
    (each) => each !== source,
  );
  if (narrow.has(field)) {
    const why =
      other === undefined
        ? `The answers of this field became fewer: ${quoted(source)} is ${quoted(target)} now.`
        : `Two answers became one: ${quoted(source)} and ${quoted(other)} are both ${quoted(target)} now.`;
    // That a stopped item looks active says more, where it is all that happens.
    return [{ atoms, cost: first.id === "CODE-REMAP" ? 0.7 : 0.96, why }];
  }
  if (first.id !== "CODE-REMAP" || asked.has(`${field}\u0000${target}`)) return [];
  const why = `${quoted(source)} became ${quoted(target)}; nobody was sent ${quoted(target)}, so it may be one answer for both.`;
  return [{ atoms, cost: 1.1, alike: true, why }];
}

/** Whether an answer became one that others became as well, or fields like it lost answers. */
export function isAnswerMadeOne(
  { field, source, target }: Difference,
  { becameOf, narrow }: RunTables,
): boolean {
  if (!isAnswer(field) || typeof source !== "string") return false;
  const others = becameOf.get(`${field}\u0000${target ?? ""}`);
  return narrow.has(field) || [...(others ?? [])].some((each) => each !== source);
}

/** Words that belong to another code, while the code is as it was sent (faults.md 4.5, DISPLAY-DRIFT). */
export function driftedWording(
  { field, entry, source, target, faults }: Difference,
  { codeOfWording }: RunTables,
  matched: ReadonlySet<string>,
): readonly Hypothesis[] {
  if (faults[0]?.id !== "DISPLAY-DRIFT" || typeof target !== "string") return [];
  const other = codeOfWording.get(bareWording(target));
  const own = codeOfWording.get(bareWording(source ?? ""));
  if (other === undefined || other === own || !matched.has(`${codeBeside(field)} ${entry}`))
    return [];
  const why = `The code is as it was sent, and ${quoted(target)} is the wording of another code, ${other}.`;
  return [{ atoms: [atomOf("DISPLAY-DRIFT", { of: other })], cost: -0.2, why }];
}
