import { dateText } from "../../people/civil-date.ts";
import { type Acting, carrier, change, type MessChange, type MessOperator } from "../operator.ts";
import { operator, removal, survive } from "../operator.ts";
import { withoutFields } from "../list-entries.ts";

const line1 = "patient.address.line1";
const line2 = "patient.address.line2";
const mailing = "patient.address.mailing";
const kind = "patient.address.type";
const from = "patient.address.period-start";
const until = "patient.address.period-end";
const place = [
  "patient.address.city",
  "patient.address.county",
  "patient.address.state",
  "patient.address.postal-code",
  "patient.address.country",
];

/** Takes away what the person has of some fields. */
function without(acting: Acting, fields: readonly string[]): readonly MessChange[] {
  return fields.filter((field) => acting.text(field) !== null).map((field) => removal(field, ""));
}

/** A further home, with a street of its own. */
function furtherAddress(acting: Acting, entry: string, town: readonly string[]): MessChange[] {
  const token = acting.token(line1, entry);
  const street = token.charAt(0).toUpperCase() + token.slice(1);
  const [city = "", state = "", zip = ""] = town;
  return [
    change(line1, entry, `${200 + (acting.variant % 700)} ${street} Street`),
    change("patient.address.city", entry, city),
    change("patient.address.state", entry, state),
    change("patient.address.postal-code", entry, zip),
  ];
}

/** Family E, kinds: several addresses of one person, or none. */
export const addressKindOperators: readonly MessOperator[] = [
  operator("address", {
    id: "addr-po-box",
    introduced: 161,
    targets: [mailing],
    beside: [
      "patient.address.mailing-city",
      "patient.address.mailing-state",
      "patient.address.mailing-postal-code",
    ],
    any: [survive],
    note: "both, each with its use",
    exposes: "CARDINALITY DROP-REPETITION",
    source: "S-13",
    says: "A post office box for letters beside the address of the home.",
    example: "PO Box 77 and 12 Elm Street",
    share: 0.08,
    apply: (acting) => [
      change(mailing, "", `PO Box ${77 + (acting.variant % 900)} ${acting.token(mailing)}`),
      change("patient.address.mailing-city", "", "Fargo"),
      change("patient.address.mailing-state", "", "ND"),
      change("patient.address.mailing-postal-code", "", "58102"),
    ],
  }),
  operator("address", {
    id: "addr-homeless",
    introduced: 162,
    targets: [line1],
    beside: [line2, "patient.address.county", "patient.address.postal-code"],
    any: [survive],
    note: "nothing invented",
    exposes: "DEFAULT-INJECT REJECT-OPAQUE DROP-RECORD",
    source: "S-9 S-13",
    says: "A person without a home: the town alone, or letters to be called for.",
    example: "no street · General Delivery",
    share: 0.005,
    apply: (acting) => [
      acting.variant % 2 === 0
        ? removal(line1, "")
        : change(line1, "", `General Delivery ${acting.token(line1)}`),
      ...without(acting, [line2, "patient.address.county", "patient.address.postal-code"]),
    ],
  }),
  operator("address", {
    id: "addr-none",
    introduced: 163,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: [line1],
    beside: [line2, ...place, kind, from, until],
    any: [survive],
    exposes: "NULL-SEMANTICS DEFAULT-INJECT STALE-OVERWRITE",
    source: "S-9",
    says: "No address at all.",
    example: "nothing",
    share: 0.01,
    apply: (acting) => withoutFields(acting, [line1, line2, ...place, kind, from, until]),
  }),
  operator("address", {
    id: "addr-history",
    introduced: 164,
    targets: [from],
    beside: [line1, ...place, kind, until],
    any: [survive],
    note: "in the order of their periods",
    exposes: "LIST-REORDER CARDINALITY STALE-OVERWRITE",
    source: "S-11",
    says: "Three addresses: the one of today, an old one, and one for the winter.",
    example: "until 2023 · since 2023 · January to March",
    share: 0.1,
    apply: (acting) => {
      const { today } = acting.making.numbers;
      const moved = today - 700 - (acting.variant % 30);
      return [
        change(from, "", dateText(moved)),
        ...furtherAddress(acting, "address-2", ["Bangor", "ME", "04401"]),
        change(kind, "address-2", "old"),
        change(from, "address-2", dateText(moved - 2000)),
        change(until, "address-2", dateText(moved - 2)),
        ...furtherAddress(acting, "address-3", ["Ocala", "FL", "34471"]),
        change(kind, "address-3", "temp"),
        change(from, "address-3", dateText(today - 18)),
        change(until, "address-3", dateText(today + 70)),
      ];
    },
  }),
  operator("address", {
    id: "addr-confidential",
    introduced: 165,
    targets: ["privacy.confidential-address"],
    beside: [line2],
    any: [survive],
    note: "with the mark, and seen only by those who may",
    exposes: "VISIBILITY DROP-ELEMENT",
    source: "S-13",
    says: "The address of a shelter, which nobody may be told.",
    example: "12 Elm Street, confidential",
    share: 0.002,
    apply: (acting) => [
      change("privacy.confidential-address", "", "true"),
      change(
        line2,
        "",
        `${carrier(["Harbor House", "Safe Haven"], acting.variant)} ${acting.token(line2)}`,
      ),
    ],
  }),
];
