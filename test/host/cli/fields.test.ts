import { Command } from "commander";
import { expect, test } from "vitest";
import { registerFields } from "../../../host/cli/fields.ts";
import type { CliIo, ExitCode } from "../../../host/cli/io.ts";

/** Runs `fields` with the given options and gives what it printed and how it ended. */
async function printed(...options: string[]): Promise<{ out: string; code: ExitCode | null }> {
  const program = new Command();
  let out = "";
  let code: ExitCode | null = null;
  const io: CliIo = {
    out: (text) => (out += text),
    err: () => undefined,
    errIsTerminal: false,
    env: {},
    cwd: "/",
    now: () => new Date(0),
    signal: new AbortController().signal,
  };
  registerFields(program, io, (finished) => (code = finished));
  await program.parseAsync(["fields", ...options], { from: "user" });
  return { out, code };
}

test("fields --json prints one document with exactly the promised keys", async () => {
  const { out, code } = await printed("--json");
  const { fields, ...rest } = JSON.parse(out) as { fields: Record<string, unknown>[] };
  expect([code, rest]).toEqual([0, {}]);
  const keys = "id label group role type criticality hl7 fhir csv".split(" ");
  for (const row of fields) expect(Object.keys(row)).toEqual(keys);
  expect(fields.find((row) => row["id"] === "medication.dose-value")).toEqual({
    id: "medication.dose-value",
    label: "Dose (number)",
    group: "medications",
    role: "nurse",
    type: "decimal-quantity",
    criticality: "critical",
    hl7: "RXE-3 | RXO-2",
    fhir: "MedicationRequest.dosageInstruction.doseAndRate.doseQuantity.value",
    csv: "med_dose",
  });
});

test("a field that cannot travel by HL7 v2 has null there, not a dash", async () => {
  const { out } = await printed("--json");
  const { fields } = JSON.parse(out) as { fields: Record<string, unknown>[] };
  expect(fields.find((row) => row["id"] === "patient.active")?.["hl7"]).toBeNull();
});

test("fields without --json prints a table that people can read", async () => {
  const { out, code } = await printed();
  expect(code).toBe(0);
  expect(out).toContain("patient.name.family");
  expect(out).toContain("Last name");
});
