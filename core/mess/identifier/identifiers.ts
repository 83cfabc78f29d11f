import { dateText } from "../../people/civil-date.ts";
import { ownDigits } from "../own-numbers.ts";
import { carrier, change, flag, type MessOperator, normalise, operator } from "../operator.ts";
import { reject, survive } from "../operator.ts";
import { providers } from "../../people/clinic-tables.ts";

const ssn = "patient.identifier.ssn";
const legacy = "patient.identifier.legacy";
const mrn = "patient.identifier.mrn";
const encounter = "enc-1";

/** Family G: numbers of persons and providers. */
export const identifierOperators: readonly MessOperator[] = [
  operator("identifier", {
    id: "ssn-missing-default",
    introduced: 181,
    targets: [ssn],
    any: [flag],
    note: "nines stand for nothing, and match nobody",
    exposes: "DEFAULT-INJECT WRONG-MERGE NULL-SEMANTICS",
    source: "S-3 S-9",
    rate: "blank or default in one or both records of 58 % of duplicate pairs [JUST16]",
    says: "A Social Security number of nines, because the box must be filled.",
    example: "999-99-9999",
    apply: (acting) => [change(ssn, "", carrier(["999-99-9999", "999999999"], acting.variant))],
  }),
  operator("identifier", {
    id: "ssn-format",
    introduced: 182,
    layer: "form",
    targets: [ssn],
    any: [normalise("AT-26")],
    exposes: "LEADING-ZERO PUNCT-STRIP",
    source: "S-4",
    rate: "natural",
    says: "A Social Security number without its dashes.",
    example: "000123456 for 000-12-3456",
    apply: (acting) => {
      const number = acting.text(ssn);
      return number === null ? [] : [change(ssn, "", number.replaceAll("-", ""))];
    },
  }),
  operator("identifier", {
    id: "ssn-last4",
    introduced: 183,
    layer: "length",
    targets: [ssn],
    any: [survive],
    note: "as a part of a number, which alone matches nobody",
    exposes: "WRONG-MERGE DEFAULT-INJECT",
    source: "S-3",
    says: "Only the last four digits of the Social Security number are known.",
    example: "***-**-3456",
    share: 0.05,
    apply: (acting) => {
      const number = acting.text(ssn);
      return number === null ? [] : [change(ssn, "", `***-**-${number.slice(-4)}`)];
    },
  }),
  operator("identifier", {
    id: "id-case-space",
    introduced: 184,
    layer: "form",
    targets: [legacy],
    any: [survive],
    exposes: "CASE SPACE PUNCT-STRIP DUP-CREATE",
    source: "S-4",
    says: "A number of the old system in small letters and with blanks.",
    example: "ab 12-c, which elsewhere is AB12C",
    share: 0.01,
    apply: (acting) => {
      const digits = ownDigits(acting, "legacy");
      const forms = [`ab ${digits}-c`, `Zz-${digits} x`];
      return [change(legacy, "old-1", carrier(forms, acting.variant))];
    },
  }),
  operator("identifier", {
    id: "id-max-length",
    introduced: 185,
    layer: "length",
    targets: [legacy],
    any: [survive, reject],
    note: "whole up to a declared limit, else refused; never cut",
    exposes: "TRUNCATE PAD OVERFLOW-REJECT WRONG-MERGE",
    source: "S-11",
    says: "A number of the old system as long as messages have room for, and longer.",
    example: "15, 16, 20 characters",
    apply: (acting) => {
      const length = [20, 16, 15][acting.variant % 3] ?? 20;
      const digits = ownDigits(acting, "legacy");
      return [change(legacy, "old-1", `ZZT${digits}`.padEnd(length, "X"))];
    },
  }),
  operator("identifier", {
    id: "id-expired",
    introduced: 186,
    targets: ["patient.identifier.period-end"],
    beside: [mrn, "patient.identifier.mrn-authority", "patient.identifier.type"],
    any: [survive],
    note: "and not used to find anybody",
    exposes: "DROP-ELEMENT WRONG-MERGE",
    source: "S-4",
    says: "A chart number of a closed site, which ended long ago.",
    example: "ended 2019-06-30",
    share: 0.03,
    apply: (acting) => [
      change(mrn, "mrn-2", `ZZT${ownDigits(acting, "expired")}`),
      change("patient.identifier.mrn-authority", "mrn-2", "urn:clinic:mrn:closed-site"),
      change("patient.identifier.type", "mrn-2", "MR"),
      change(
        "patient.identifier.period-end",
        "mrn-2",
        dateText(acting.making.numbers.today - 2300 - (acting.variant % 300)),
      ),
    ],
  }),
  operator("identifier", {
    id: "id-authority-missing",
    introduced: 189,
    targets: [mrn],
    beside: ["patient.identifier.type"],
    any: [flag],
    exposes: "SYSTEM-LOSS WRONG-MERGE",
    source: "S-4",
    says: "A second chart number, and nobody says of which site.",
    example: "1234567 without a site",
    share: 0.03,
    apply: (acting) => [
      change(mrn, "mrn-2", `ZZT${ownDigits(acting, "expired")}`),
      change("patient.identifier.type", "mrn-2", "MR", [survive]),
    ],
  }),
  operator("identifier", {
    id: "id-authority-alias",
    introduced: 190,
    layer: "form",
    targets: ["patient.identifier.mrn-authority"],
    beside: [mrn, "patient.identifier.type"],
    any: [normalise("AT-27")],
    note: "only where both names are declared to be one site",
    exposes: "SYSTEM-LOSS DUP-CREATE",
    source: "S-4 S-19",
    says: "The chart number once more, with the same site under another name.",
    example: "CLINIC_A · 2.999.3.4.5 · a web address",
    share: 0.03,
    apply: (acting) => [
      change(mrn, "mrn-2", acting.text(mrn) ?? "", [survive]),
      change(
        "patient.identifier.mrn-authority",
        "mrn-2",
        // 2.999 is the branch that is kept for examples.
        carrier(["urn:oid:2.999.3.4.5", "https://clinic.example.org/mrn"], acting.variant),
      ),
      change("patient.identifier.type", "mrn-2", "MR", [survive]),
    ],
  }),
  operator("identifier", {
    id: "npi-invalid-check",
    introduced: 187,
    targets: ["provider.rendering"],
    any: [reject, flag],
    exposes: "WRONG-PROVIDER DEFAULT-INJECT",
    source: "S-14",
    says: "A provider number whose check digit is wrong.",
    example: "9000000014",
    apply: (acting) => {
      const right = providers[acting.variant % providers.length] ?? providers[0];
      const wrong = (Number(right.slice(-1)) + 9) % 10;
      return [change("provider.rendering", encounter, right.slice(0, -1) + String(wrong))];
    },
  }),
  operator("identifier", {
    id: "provider-role-three",
    introduced: 188,
    targets: ["provider.supervising"],
    beside: ["provider.rendering", "provider.scheduling-resource"],
    any: [survive],
    note: "all three, each in its role",
    exposes: "WRONG-PROVIDER CARDINALITY CROSS-FIELD",
    source: "S-14",
    says: "One sees the patient, another supervises, a third one's calendar it stands on.",
    example: "three providers in three roles",
    share: 0.3,
    apply: (acting) => {
      const [first, second, third] = [0, 1, 2].map((at) => carrier(providers, acting.variant + at));
      return [
        change("provider.rendering", encounter, first ?? ""),
        change("provider.supervising", encounter, second ?? ""),
        change("provider.scheduling-resource", "appt-1", third ?? ""),
      ];
    },
  }),
];
