import type { Command } from "commander";
import type { Field } from "../../core/catalogue/field.ts";
import { fields } from "../../core/catalogue/fields.ts";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { type CliIo, type ExitCode, exitCodes } from "./io.ts";

/** `fields`: prints the field catalogue, as a table or as the JSON of cli.md. */
export function registerFields(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("fields")
    .description("print the field catalogue")
    .option("--json", "as one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart fields --json\n")
    .action((options: { readonly json?: boolean }) => {
      io.out(options.json === true ? fieldsJson() : fieldsTable());
      finish(exitCodes.ok);
    });
}

function fieldsJson(): string {
  const rows = fields.map(({ id, label, group, role, type, criticality, hl7, fhir, csv }) => ({
    id,
    label,
    group,
    role,
    type,
    criticality,
    hl7,
    fhir,
    csv,
  }));
  return `${JSON.stringify({ fields: rows }, null, 2)}\n`;
}

function fieldsTable(): string {
  const groups = Map.groupBy(fields, (field) => field.group);
  const width = Math.max(...fields.map((field) => field.id.length)) + 2;
  const blocks = [...groups].map(
    ([group, rows]) => `${group}\n${rows.map((row) => lineOf(row, width)).join("")}\n`,
  );
  return `${blocks.join("")}${fields.length} fields, catalogue ${catalogueVersion}. The last columns say where a field stands in HL7 v2.5.1 and in FHIR R4; "-" means that it cannot travel there.\n`;
}

function lineOf(field: Field, width: number): string {
  const { id, label, criticality, role, hl7, fhir } = field;
  return (
    `  ${id.padEnd(width)}${label}\n` +
    `${" ".repeat(width + 2)}${criticality} · ${role} · ${hl7 ?? "-"} · ${fhir ?? "-"}\n`
  );
}
