/** How one value is written in HL7 v2; null where it cannot be said so that it comes back the same. */
export interface Codec {
  readonly json: "string" | "number" | "boolean";
  readonly write: (text: string) => string | null;
  readonly read: (text: string) => string;
}

const same = (json: Codec["json"]): Codec => ({
  json,
  write: (text) => text,
  read: (text) => text,
});

function table(pairs: Readonly<Record<string, string>>, json: Codec["json"] = "string"): Codec {
  const back = new Map(Object.entries(pairs).map(([fhir, v2]) => [v2, fhir] as const));
  return {
    json,
    write: (text) => (Object.hasOwn(pairs, text) ? (pairs[text] ?? null) : null),
    // A code outside of the table is kept as it came, as most systems do.
    read: (text) => back.get(text) ?? text,
  };
}

/** `2026-01-15T09:00:00-05:00` ⇄ `20260115090000-0500` (HL7 v2.5.1, 2.A.22 and 2.A.77). */
const time: Codec = {
  json: "string",
  write: (text) => {
    const match =
      /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(
        text,
      );
    if (!match) return null;
    const [, ...parts] = match;
    const zone = parts.pop() ?? "";
    return (
      parts.map((part) => part ?? "").join("") + (zone === "Z" ? "+0000" : zone.replace(":", ""))
    );
  },
  read: (text) => {
    const match = /^(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?(\.\d+)?)?([+-]\d{4})?$/.exec(text);
    if (!match) return text;
    const [, year = "", month, day, hour, minute, second, fraction, zone] = match;
    const date = [year, month, day].filter((part) => part !== undefined).join("-");
    if (hour === undefined) return date;
    const clock = [hour, minute, second].filter((part) => part !== undefined).join(":");
    const offset =
      zone === undefined ? "" : zone === "+0000" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3)}`;
    return `${date}T${clock}${fraction ?? ""}${offset}`;
  },
};

/** A note's base64 as the text that it is, where it is UTF-8. */
const note: Codec = {
  json: "string",
  write: (text) => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
        Buffer.from(text, "base64"),
      );
    } catch {
      return null;
    }
  },
  read: (text) => Buffer.from(text, "utf8").toString("base64"),
};

/** Tables of HL7 v2.5.1 by their numbers, and the data types that need no table. */
const codecs = {
  text: same("string"),
  number: same("number"),
  time,
  note,
  /** 0136 */
  yesNo: table({ true: "Y", false: "N" }, "boolean"),
  /** 0001 */
  sex: table({ female: "F", male: "M", other: "O", unknown: "U" }),
  /** 0200 */
  nameUse: table({ official: "L", maiden: "M", nickname: "N", usual: "D", anonymous: "S" }),
  /** 0190 */
  addressUse: table({ home: "H", work: "B", temp: "C", billing: "BI" }),
  /** 0201 */
  telecomUse: table({ home: "PRN", work: "WPN", mobile: "PRS" }),
  /** 0202 */
  telecomKind: table({ phone: "PH", fax: "FX", email: "Internet", pager: "BP" }),
  /** 0127 */
  allergyKind: table({ food: "FA", medication: "DA", environment: "EA" }),
  /** 0128 */
  severity: table({ mild: "MI", moderate: "MO", severe: "SV" }),
  /** 0004 */
  visitClass: table({ AMB: "O", IMP: "I", EMER: "E" }),
  /** 0085 and 0123 */
  resultStatus: table({
    final: "F",
    preliminary: "P",
    corrected: "C",
    cancelled: "X",
    "entered-in-error": "W",
    registered: "I",
  }),
  /** 0038 */
  orderStatus: table({
    active: "IP",
    completed: "CM",
    cancelled: "CA",
    stopped: "DC",
    "on-hold": "HD",
    revoked: "RP",
  }),
  /** 0485 */
  priority: table({ routine: "R", asap: "A", stat: "S" }),
  /** 0322 */
  given: table({ completed: "CP", "not-done": "NA" }),
  /** 0271 */
  noteStatus: table({ final: "AU", preliminary: "IP", amended: "LA" }),
  /** 0278 */
  bookingStatus: table({
    booked: "Booked",
    pending: "Pending",
    cancelled: "Cancelled",
    noshow: "Noshow",
    fulfilled: "Complete",
    arrived: "Started",
    waitlist: "Waitlist",
  }),
  /** 0396 */
  system: table({
    "http://snomed.info/sct": "SCT",
    "http://loinc.org": "LN",
    "http://hl7.org/fhir/sid/icd-10-cm": "I10C",
    "http://hl7.org/fhir/sid/icd-9-cm": "I9CDX",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RXNORM",
    "http://hl7.org/fhir/sid/ndc": "NDC",
    "http://hl7.org/fhir/sid/cvx": "CVX",
    "http://hl7.org/fhir/sid/mvx": "MVX",
    "http://www.ama-assn.org/go/cpt": "C4",
    "http://unitsofmeasure.org": "UCUM",
  }),
} as const satisfies Readonly<Record<string, Codec>>;

export type CodecName = keyof typeof codecs;

export function codecOf(name: CodecName): Codec {
  return codecs[name];
}

export function isCodecName(name: string): name is CodecName {
  return Object.hasOwn(codecs, name);
}
