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
}

export function readRunTables(cases: readonly ComparedCase[]): RunTables {
  const codeOfWording = new Map<string, string>();
  const becameOf = new Map<string, Set<string>>();
  const became = (field: string, source: string, target: string): void => {
    const key = `${field}\u0000${target}`;
    becameOf.set(key, (becameOf.get(key) ?? new Set<string>()).add(source));
  };
  // Only fields about which something is to be asked; mostly there are none.
  const asked = askedFields(cases);
  if (asked.size === 0) return { codeOfWording, becameOf };
  for (const { generated, rounds } of cases) {
    const matched = new Set(rounds.flatMap((round) => round.matched));
    const codes = new Map<string, string>();
    const rows = (generated?.values ?? []).filter((row) => asked.has(row.field));
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
  return { codeOfWording, becameOf };
}

function askedFields(cases: readonly ComparedCase[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { rounds } of cases) {
    for (const { differences } of rounds) {
      for (const { field, faults } of differences) {
        if (faults[0]?.id === "CODE-REMAP" && isAnswer(field)) asked.add(field);
        if (faults[0]?.id !== "DISPLAY-DRIFT" || !wordings.has(field)) continue;
        for (const each of wordings) asked.add(each).add(codeBeside(each));
      }
    }
  }
  return asked;
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

/** Two different answers that became one (faults.md 4.5, ENUM-COLLAPSE). */
export function collapsed(
  { field, source, target, faults }: Difference,
  { becameOf }: RunTables,
): readonly Hypothesis[] {
  if (!isAnswer(field) || typeof source !== "string" || typeof target !== "string") return [];
  const answers = becameOf.get(`${field}\u0000${target}`);
  if (faults[0]?.id !== "CODE-REMAP" || answers === undefined || answers.size < 2) return [];
  const other = [...answers].find((each) => each !== source) ?? "";
  const why = `Two answers became one: ${quoted(source)} and ${quoted(other)} are both ${quoted(target)} now.`;
  // A wrong row of a map explains one pair; many answers that end in one are a map that is too small.
  return [{ atoms: [atomOf("ENUM-COLLAPSE", { to: target })], cost: 0.7, why }];
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
