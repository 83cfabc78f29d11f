import type { Field } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** What the people of a run say together about codes: their wordings, and what each answer became. */
export interface RunTables {
  /** `field wording` to the code that it was sent with. */
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
  for (const { generated, rounds } of cases) {
    const texts = new Map(
      (generated?.values ?? []).map((row) => [
        `${row.field} ${row.entry}`,
        "value" in row ? row.value : "",
      ]),
    );
    for (const [key, text] of texts) {
      const [field = "", entry = ""] = key.split(" ");
      const code = texts.get(`${codeBeside(field)} ${entry}`);
      if (wordings.has(field) && code !== undefined)
        codeOfWording.set(`${field}\u0000${text}`, code);
    }
    for (const { differences, matched } of rounds) {
      for (const { field, source, target } of differences) {
        if (
          isAnswer(fieldById(field)) &&
          typeof source === "string" &&
          typeof target === "string"
        ) {
          became(field, source, target);
        }
      }
      for (const key of matched) {
        const [field = "", entry = ""] = key.split(" ");
        const text = texts.get(`${field} ${entry}`);
        if (text !== undefined && isAnswer(fieldById(field))) became(field, text, text);
      }
    }
  }
  return { codeOfWording, becameOf };
}

const wordings: ReadonlySet<string> = new Set([
  "allergy.substance",
  "medication.name",
  "problem.text",
]);

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

function isAnswer(field: Field | undefined): boolean {
  return field !== undefined && (field.form === "status" || answerCodes.has(field.id));
}

/** Two different answers that became one (faults.md 4.5, ENUM-COLLAPSE). */
export function collapsed(
  { field, source, target, faults }: Difference,
  { becameOf }: RunTables,
): readonly Hypothesis[] {
  const row = fieldById(field);
  if (!isAnswer(row) || typeof source !== "string" || typeof target !== "string") return [];
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
  if (!wordings.has(field) || faults[0]?.id !== "UNKNOWN" || typeof target !== "string") return [];
  const other = codeOfWording.get(`${field}\u0000${target}`);
  const own = codeOfWording.get(`${field}\u0000${source ?? ""}`);
  if (other === undefined || other === own || !matched.has(`${codeBeside(field)} ${entry}`))
    return [];
  const why = `The code is as it was sent, and ${quoted(target)} is the wording of another code, ${other}.`;
  return [{ atoms: [atomOf("DISPLAY-DRIFT", { of: other })], cost: -0.2, why }];
}
