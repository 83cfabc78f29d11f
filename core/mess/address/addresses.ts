import { type Acting, carrier, change, type MessOperator } from "../operator.ts";
import { normalise, operator, reject, removal, survive } from "../operator.ts";
import { rulerText } from "../ruler.ts";

const line1 = "patient.address.line1";
const place = [
  "patient.address.city",
  "patient.address.county",
  "patient.address.state",
  "patient.address.postal-code",
];

/** A street line that ends in a word of its own, so that what follows it can be told from a cut. */
function withStreetToken(acting: Acting, text: string): string {
  const token = acting.token(line1);
  return text.replace("@", token.charAt(0).toUpperCase() + token.slice(1));
}

/** Towns whose ZIP code begins with 0. */
const zeroTowns = [
  ["Cambridge", "Middlesex", "MA", "02139"],
  ["Portland", "Cumberland", "ME", "04101"],
  ["Burlington", "Chittenden", "VT", "05401"],
  ["Hartford", "Hartford", "CT", "06103"],
] as const;

/** Family E: addresses. */
export const addressOperators: readonly MessOperator[] = [
  operator("address", {
    id: "addr-over-255",
    introduced: 5,
    layer: "length",
    targets: [line1],
    any: [survive, reject],
    note: "whole up to a declared limit, else refused; never cut",
    exposes: "TRUNCATE OVERFLOW-BLANK OVERFLOW-SPILL DROP-SEGMENT",
    source: "S-1 S-9",
    says: "A street line of 254, 255, 256 or 300 characters that measures itself.",
    example: "… A0250xxxxxA0260xxxxx …",
    apply: (acting) => {
      const length = [300, 256, 255, 254][acting.variant % 4] ?? 300;
      return [change(line1, "", rulerText(length, acting.token(line1)))];
    },
  }),
  operator("address", {
    id: "addr-unit-line",
    introduced: 28,
    targets: ["patient.address.line2"],
    any: [normalise("AT-08")],
    exposes: "DROP-REPETITION CONCAT CARDINALITY",
    source: "S-19",
    says: "The apartment on a line of its own.",
    example: "Apt 4B · Bldg 7 Fl 3 Rm 12",
    share: 0.25,
    apply: (acting) => {
      const unit = carrier(["Apt 4B", "Bldg 7 Fl 3 Rm 12", "Unit 9", "Suite 200"], acting.variant);
      return [
        change("patient.address.line2", "", `${unit} ${acting.token("patient.address.line2")}`),
      ];
    },
  }),
  operator("address", {
    id: "addr-unit-hash",
    introduced: 29,
    layer: "structure",
    targets: [line1],
    any: [normalise("AT-08")],
    exposes: "PUNCT-STRIP TRUNCATE",
    source: "S-19",
    says: "The apartment behind a number sign.",
    example: "12 Elm St #3",
    share: 0.05,
    apply: (acting) => {
      const street = acting.text(line1);
      return street === null ? [] : [change(line1, "", `${street} #${3 + acting.variant}`)];
    },
  }),
  operator("address", {
    id: "addr-zip-leading-zero",
    introduced: 14,
    targets: ["patient.address.postal-code"],
    beside: ["patient.address.city", "patient.address.county", "patient.address.state"],
    any: [survive],
    exposes: "LEADING-ZERO",
    source: "S-4 S-19",
    rate: "ZIP codes of CT MA ME NH NJ RI VT PR start with 0; 8 % of people, our own weight",
    says: "A ZIP code that begins with zero.",
    example: "02139",
    share: 0.08,
    apply: (acting) => {
      const [city, county, state, zip] =
        zeroTowns[acting.variant % zeroTowns.length] ?? zeroTowns[0];
      return [
        change("patient.address.city", "", city),
        change("patient.address.county", "", county),
        change("patient.address.state", "", state),
        change("patient.address.postal-code", "", zip),
      ];
    },
  }),
  operator("address", {
    id: "addr-zip4",
    introduced: 30,
    layer: "length",
    targets: ["patient.address.postal-code"],
    any: [normalise("AT-08")],
    exposes: "TRUNCATE PUNCT-STRIP",
    source: "S-19",
    says: "A ZIP code with its four further digits.",
    example: "12207-4307",
    share: 0.3,
    apply: (acting) => {
      const zip = acting.text("patient.address.postal-code");
      return zip === null || zip.length !== 5
        ? []
        : [change("patient.address.postal-code", "", `${zip}-${4307 + (acting.variant % 1000)}`)];
    },
  }),
  operator("address", {
    id: "addr-rural-route",
    introduced: 54,
    targets: [line1],
    any: [survive],
    exposes: "TRUNCATE PUNCT-STRIP OVERFLOW-REJECT",
    source: "S-13",
    says: "A rural route instead of a street.",
    example: "RR 2 Box 152",
    share: 0.03,
    apply: (acting) => [
      change(
        line1,
        "",
        withStreetToken(acting, carrier(["RR 2 Box 152 @", "HC 68 Box 23A @"], acting.variant)),
      ),
    ],
  }),
  operator("address", {
    id: "addr-military",
    introduced: 55,
    targets: [line1],
    beside: place,
    any: [survive],
    exposes: "ENUM-COLLAPSE OVERFLOW-REJECT",
    source: "S-13",
    says: "A military address overseas.",
    example: "PSC 3 Box 4120, APO AE 09021",
    share: 0.003,
    apply: (acting) => [
      change(line1, "", withStreetToken(acting, "PSC 3 Box 4120 @")),
      change("patient.address.city", "", "APO"),
      removal("patient.address.county", ""),
      change("patient.address.state", "", "AE"),
      change("patient.address.postal-code", "", "09021"),
    ],
  }),
  operator("address", {
    id: "addr-foreign",
    introduced: 56,
    targets: [line1],
    beside: [...place, "patient.address.country"],
    any: [survive],
    exposes: "DEFAULT-INJECT CHARSET-U8-1252 LEADING-ZERO TRUNCATE",
    source: "S-13 S-19",
    says: "An address abroad, without a state.",
    example: "Große Straße 5, 01067 Dresden, DE",
    share: 0.01,
    apply: (acting) => [
      change(line1, "", withStreetToken(acting, "Große @straße 5")),
      change("patient.address.city", "", "Dresden"),
      removal("patient.address.county", ""),
      removal("patient.address.state", ""),
      change("patient.address.postal-code", "", "01067"),
      change("patient.address.country", "", "DE"),
    ],
  }),
  operator("address", {
    id: "addr-delimiters",
    introduced: 57,
    targets: ["patient.address.line2"],
    any: [survive],
    exposes: "DELIM-SPLIT ESCAPE-LEAK FIELD-SHIFT",
    source: "S-9",
    says: "The signs with which messages separate their fields.",
    example: "Suite ^ 5 | Dock & Bay ~ 2",
    apply: (acting) => [
      change(
        "patient.address.line2",
        "",
        `Suite ^ 5 | Dock & Bay ~ 2 ${acting.token("patient.address.line2")}`,
      ),
    ],
  }),
];
