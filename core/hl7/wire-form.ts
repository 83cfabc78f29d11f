/** How a chart's text stands on the wire. What it cannot say in the wire's form travels as the literal text. */
export interface WireForm {
  toWire(text: string): string;
  fromWire(wire: string): string;
  /** Whether a text, written as `toWire` says, is read back as the same. */
  restores(text: string): boolean;
}

function form(toWire: (text: string) => string, fromWire: (wire: string) => string): WireForm {
  return { toWire, fromWire, restores: (text) => fromWire(toWire(text)) === text };
}

export const plain: WireForm = form(
  (text) => text,
  (wire) => wire,
);

/**
 * Codes of FHIR's value sets, as the chart has them, and those of an HL7 table; others pass unchanged.
 * `alsoRead` has wire codes that mean the same and are never written.
 */
export function codes(
  table: Readonly<Record<string, string>>,
  alsoRead: Readonly<Record<string, string>> = {},
): WireForm {
  const to = new Map(Object.entries(table));
  const from = new Map([
    ...Object.entries(alsoRead),
    ...Object.entries(table).map(([chart, wire]) => [wire, chart] as const),
  ]);
  // Others write the words of a table in capitals, or small.
  const inCapitals = new Map([...from].map(([wire, text]) => [wire.toUpperCase(), text]));
  return form(
    (text) => to.get(text) ?? text,
    (wire) => from.get(wire) ?? inCapitals.get(wire.toUpperCase()) ?? wire,
  );
}

export const yesNo = codes({ true: "Y", false: "N" });

/** PV1-2, table 0004. */
export const visitClass = codes({ AMB: "O", IMP: "I", EMER: "E" });

/** ORC-5 of an order (table 0038), where it has a word for a status of FHIR. */
export const orderStatus = codes(
  {
    active: "IP",
    "on-hold": "HD",
    revoked: "CA",
    completed: "CM",
    "entered-in-error": "ER",
  },
  { DC: "revoked", SC: "active" },
);

const iso =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const dtm = /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d(?:\.\d+)?)?)?([+-]\d{4})?)?)?)?$/;

/**
 * Dates and times: `2026-01-21T10:00:00-05:00` as `20260121100000-0500` (v2.5.1 2.A.22), digit by digit,
 * never through a Date. The precision is that of the digits. What is no date passes unchanged. `Z` is
 * written `+0000` and read as `+00:00`, the one thing that comes back in another form.
 */
export const moment: WireForm = {
  toWire: (text) => {
    const zone = text.replace(/Z$/, "+00:00");
    return iso.test(text) ? zone.replace(/[T:]|-(?=\d\d(?:-|T|$))/g, "") : text;
  },
  fromWire: (wire) => {
    const found = dtm.exec(wire);
    if (found === null) return wire;
    const [, year = "", month, day, hour, minute, second, zone] = found;
    const date = [year, month, day].filter((part) => part !== undefined).join("-");
    if (hour === undefined) return date + (zone === undefined ? "" : zoneText(zone));
    const time = [hour, minute, second].filter((part) => part !== undefined).join(":");
    return `${date}T${time}${zone === undefined ? "" : zoneText(zone)}`;
  },
  restores: (text) => moment.fromWire(moment.toWire(text)) === text.replace(/Z$/, "+00:00"),
};

function zoneText(zone: string): string {
  return `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** Names of code systems (v2.5.1 table 0396) and their addresses. */
export const codeSystem = codes({
  "http://snomed.info/sct": "SCT",
  "http://loinc.org": "LN",
  "http://unitsofmeasure.org": "UCUM",
  "http://www.nlm.nih.gov/research/umls/rxnorm": "RXNORM",
  "http://hl7.org/fhir/sid/icd-10-cm": "I10C",
  "http://hl7.org/fhir/sid/ndc": "NDC",
  "http://hl7.org/fhir/sid/cvx": "CVX",
});
