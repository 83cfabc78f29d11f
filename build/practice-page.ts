import { practiceFaults, presets } from "../host/practice/faults/catalogue.ts";
import type { ParamSpec, PracticeFault } from "../host/practice/faults/fault.ts";
import { recordKinds } from "../host/practice/hl7/places.ts";
import { code, table } from "./markdown.ts";

/** docs/practice.md: the practice systems, what they can be switched to do wrong, and where it happens. */
export function practicePage(): string {
  const families = [...Map.groupBy(practiceFaults, ({ family }) => family)];
  const sections = families.map(([family, own]) => {
    const heads = [
      "fault",
      "what staff notice",
      "for example",
      "happens at",
      "parameters",
      "fields",
    ];
    return `### ${family}\n\n${table(heads, own.map(rowOf))}`;
  });
  return `# The practice systems and their faults

Written by \`node build/doc-tables.ts\` out of \`host/practice/\`; a test holds it to the code.

\`crosschart practice\` starts three small real systems on this machine: a **clinic** (FHIR R4 and a chart
page), an **interface** (takes what the clinic forwards, keeps it in a queue, maps it, delivers it) and an
**EMR** (FHIR R4, a matcher, a chart page). They share no code and no catalogue with what compares.

## Two routes into the EMR

| route | how the interface tells the EMR |
| --- | --- |
| \`--route fhir\` (default) | one FHIR transaction for each message of the clinic |
| \`--route hl7\` | HL7 v2.5.1 over MLLP, one message for each event, each answered AA, AE or AR before the next is sent; without an answer it is sent again under the same control id (MSH-10), and the EMR applies it once |

On the HL7 route the interface writes what HL7 v2 has a place for into that place (the table below), and
everything else into segments of its own, as v2 allows (2.5.1, 2.11): \`ZRS\` begins a record (type, the
sender's id, A or D), \`ZEX\` says one further element (path, kind, value). A value that would not come back
as it was, such as a date in a form that TS cannot say, travels in \`ZEX\` too. Nothing is left out, so a
run without a fault shows no difference, and no field is a hole of this route. \`--write-profiles\` writes
\`practice-hl7.jsonc\`, which reads the EMR over FHIR as before. Faults of bytes, letters, delimiters and
segments act on the message on its way; they reach every value of it, whatever fields the switch names.

## Faults

${practiceFaults.length} faults. Switch them on with \`--faults "ID,ID(value),ID(name=value;name=value)"\`, at
\`PUT /faults\` of control, or on the practice screen; \`fields=a+b\` and \`probability=0.3\` may stand among the
parameters. Each injection is kept in a table of its own (\`GET /truth\`), which nothing that compares reads.

${sections.join("\n")}
## Presets

${table(
  ["preset", "what it says", "faults"],
  presets.map(({ id, says, faults }) => [
    code(id),
    says,
    faults.map((one) => code(one.id)).join(" "),
  ]),
)}
## Where elements stand in HL7 v2.5.1 on this route

${table(
  ["record", "element", "place"],
  [...recordKinds.values()].flatMap(({ type, places }) =>
    places.map((place) => [type, code(place.path), code(placeText(place))]),
  ),
)}`;
}

function placeText(place: {
  readonly segment: string;
  readonly field: number;
  readonly component: number;
  readonly subcomponent: number;
}): string {
  const { segment, field, component, subcomponent } = place;
  const sub = subcomponent > 1 ? `.${subcomponent}` : "";
  return `${segment}-${field}${component > 1 || sub !== "" ? `.${component}${sub}` : ""}`;
}

function rowOf(fault: PracticeFault): readonly string[] {
  const { id, says, before, after, stage, params, fields, wire } = fault;
  const line = wire ? "; on the HL7 route the message itself" : "";
  return [
    code(id),
    says,
    `${before} → ${after}`,
    `${stage}${line}`,
    params.map(paramText).join("; "),
    fields.length > 6 ? `${fields.length} fields` : fields.map(code).join(" "),
  ];
}

function paramText({ name, says, default: value, choices }: ParamSpec): string {
  const list = choices ? `: ${choices.join(", ")}` : "";
  const standard = value === "" ? "" : ` (${value})`;
  return `${code(name)}${standard} ${says}${list}`;
}
