import { practiceFaults } from "../practice/faults/catalogue.ts";
import type { ParamSpec, PracticeFault } from "../practice/faults/fault.ts";

/** Every fault that `practice --faults` takes, with its parameters; for a person, or as JSON. */
export function practiceFaultList(json: boolean): string {
  if (json) {
    const rows = practiceFaults.map(({ id, family, stage, says, params, fields }) => ({
      id,
      family,
      stage,
      says,
      params,
      fields,
    }));
    return `${JSON.stringify({ faults: rows }, null, 2)}\n`;
  }
  const families = [...Map.groupBy(practiceFaults, ({ family }) => family)];
  const blocks = families.map(([family, own]) => `${family}\n${own.map(lineOf).join("")}\n`);
  return `${blocks.join("")}${practiceFaults.length} faults. Any takes fields=a+b and probability=0.3 too.\n`;
}

function lineOf({ id, says, stage, params }: PracticeFault): string {
  const more = params.map((spec) => `${" ".repeat(24)}${paramText(spec)}\n`).join("");
  return `  ${id.padEnd(22)}${says} [${stage}]\n${more}`;
}

function paramText({ name, says, default: value, choices }: ParamSpec): string {
  const standard = value === "" ? "" : `=${value}`;
  return `${name}${standard}: ${says}${choices ? ` (${choices.join(", ")})` : ""}`;
}
