import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Field, FieldId } from "../core/catalogue/field.ts";
import { fields } from "../core/catalogue/fields.ts";
import { leftOut } from "../core/mess/left-out.ts";
import { messFamilies, type MessOperator } from "../core/mess/operator.ts";
import { rateSources } from "../core/mess/rate-sources.ts";
import { messOperators } from "../core/mess/operators.ts";
import { isCarried, wireFormats, wireOf, type WireFormat } from "../core/mess/wire-of.ts";
import { code, table } from "./markdown.ts";
import { practicePage } from "./practice-page.ts";
import { root } from "./root.ts";

const formatNames: Readonly<Record<WireFormat, string>> = { fhir: "FHIR", hl7: "HL7", csv: "CSV" };

/** docs/mess-operators.md: every operator, out of the code. */
export function messOperatorsPage(): string {
  const sections = messFamilies.map((family) => {
    const own = messOperators.filter((operator) => operator.family === family);
    const rows = own.map((operator) => [
      code(operator.id),
      `${operator.says} E.g. ${operator.example}`,
      operator.fields.map(code).join(" "),
      operator.expected,
      operator.exposes.map(code).join(" "),
      operator.share === null ? "coverage only" : percent(operator.share),
      operator.rate,
      waysOf(operator),
    ]);
    const heads = [
      "operator",
      "what it does",
      "fields",
      "expected outcome",
      "exposes",
      "share in realistic",
      "source of the rate",
      "formats",
    ];
    return `## ${family}\n\n${own.length} operators.\n\n${table(heads, rows)}`;
  });
  return `# Every way in which a record can be dirty

Written by \`node build/doc-tables.ts\` out of \`core/mess/\`; a test holds it to the code. There are
${messOperators.length} operators in ${messFamilies.length} families. \`crosschart mess\` prints the same.

- **expected outcome**: what must become of the value. \`must-survive\`: it arrives unchanged;
  \`may-normalise(RULE)\`: it may arrive changed by that rule alone; \`must-reject\`: the receiver says
  clearly that it does not take it; \`must-flag\`: it is taken and marked for a person to look at.
- **exposes**: the faults that it brings to light.
- **share in realistic**: how many people carry it in the preset that follows real records; all others
  come with presets that cover, and by hand.
- **formats**: where it cannot travel, because the format has no place for the field, or is invalid
  there by design, because the mess is a breach of the standard. Empty: it travels by all as valid data.

${sections.join("\n")}
## sources of the rates

Where no source stands, the share is a setting of ours and no fact.

${table(
  ["key", "source"],
  rateSources.map(({ key, source }) => [key, source]),
)}
## left out

Of the published list, and why:

${table(
  ["operator", "why"],
  leftOut.map(({ id, why }) => [code(id), why]),
)}`;
}

/** docs/fields.md: every field and its place in each format. */
export function fieldsPage(): string {
  const groups = Map.groupBy(fields, ({ group }) => group);
  const sections = [...groups].map(([group, own]) => {
    const heads = ["field", "label", "HL7 v2.5.1", "FHIR R4", "CSV column", "not carried by"];
    return `## ${group}\n\n${table(heads, own.map(rowOf))}`;
  });
  return `# Every field and its places

Written by \`node build/doc-tables.ts\` out of \`core/catalogue/\`; a test holds it to the code. There are
${fields.length} fields. Where a format has no place for a field, it is a hole: the field is not sent by that
format, and comparison says "not compared", never "match". \`crosschart fields\` prints the same.

${sections.join("\n")}`;
}

function rowOf({ id, label, hl7, fhir, csv }: Field): readonly string[] {
  const place = (text: string | null): string => (text === null ? "–" : code(text));
  const holes = wireFormats.filter((format) => !isCarried(id, format));
  const names = holes.map((format) => formatNames[format]).join(", ");
  return [code(id), label, place(hl7), place(fhir), place(csv), names];
}

/** The formats by which an operator does not travel as valid data. */
function waysOf(operator: MessOperator): string {
  return wireFormats
    .flatMap((format) => {
      const by = Map.groupBy(operator.targets, (target) => wireOf(operator, target, format));
      const said = (targets: readonly FieldId[], words: string): string => {
        const all = targets.length === operator.targets.length;
        return `${formatNames[format]}: ${words}${all ? "" : ` in ${targets.map(code).join(" ")}`}`;
      };
      const none = by.get("cannot-travel");
      const invalid = by.get("invalid");
      return [
        ...(none === undefined ? [] : [said(none, "cannot travel")]),
        ...(invalid === undefined ? [] : [said(invalid, "invalid by design")]),
      ];
    })
    .join("; ");
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

if (import.meta.main) {
  await writeFile(join(root, "docs", "mess-operators.md"), messOperatorsPage());
  await writeFile(join(root, "docs", "fields.md"), fieldsPage());
  await writeFile(join(root, "docs", "practice.md"), practicePage());
}
