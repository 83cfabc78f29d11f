import { family, given, named } from "./name-carriers.ts";
import { carrier, change, type MessOperator, normalise } from "../operator.ts";
import { operator, reject, removal, survive } from "../operator.ts";
import { rulerText } from "../ruler.ts";

const suffix = "patient.name.suffix";
const alias = "patient.name.alias";
const use = "patient.name.use";
const preferred = "patient.name.preferred";

/** Family B, further: titles behind names, names at their limits, several names of one person. */
export const furtherNameOperators: readonly MessOperator[] = [
  operator("name", {
    id: "name-max-length",
    introduced: 127,
    layer: "length",
    targets: [family, given],
    any: [survive, reject],
    note: "whole up to a declared limit, else refused; never cut",
    exposes: "TRUNCATE OVERFLOW-BLANK OVERFLOW-REJECT DROP-RECORD",
    source: "S-1 S-11",
    says: "A name one letter below, at, and one above what messages have room for, which measures itself.",
    example: "last name of 49, 50, 51 characters; first name of 29, 30, 31",
    apply: (acting) => {
      const limit = acting.target === given ? 30 : 50;
      const length = limit + 1 - (acting.variant % 3);
      return [change(acting.target, "", rulerText(length, acting.token(acting.target)))];
    },
  }),
  operator("name", {
    id: "name-suffix-credential",
    introduced: 128,
    layer: "structure",
    targets: [family],
    beside: [suffix],
    any: [normalise("AT-21")],
    note: "moved to the suffix only where that is agreed",
    exposes: "NAME-RESHUFFLE DELIM-SPLIT",
    source: "S-19",
    says: "Degrees and Jr. typed behind the last name, with commas.",
    example: "Hall Jr., MD, PhD",
    share: 0.005,
    apply: (acting) => {
      const name = acting.text(family);
      if (name === null) return [];
      const titles = carrier(["Jr., MD, PhD", "RN, BSN", "III, DDS"], acting.variant);
      const typed = change(family, "", `${name} ${titles}`);
      return acting.text(suffix) === null ? [typed] : [typed, removal(suffix, "")];
    },
  }),
  operator("name", {
    id: "name-csv-hostile",
    introduced: 129,
    layer: "structure",
    targets: [family, "result.note"],
    any: [survive],
    exposes: "FIELD-SHIFT QUOTE",
    source: "S-5",
    says: "Commas, quotes and formulas, which tables and spreadsheets take for their own.",
    example: 'Smith, "Bud" Jr. · =1+1',
    share: 0.003,
    apply: (acting) => {
      if (acting.target === "result.note") {
        const text = carrier(["=1+1", "@SUM(1+1)*2", "+1-2,3"], acting.variant);
        return [change("result.note", "obs-1", `${text} ${acting.token("result.note", "obs-1")}`)];
      }
      return named(acting, family, ['Smith, "Bud" Jr. ', 'Lee; "Bo" ', "=Grant, "]);
    },
  }),
  operator("name", {
    id: "name-preferred-alias",
    introduced: 130,
    targets: [preferred],
    beside: [alias, use],
    any: [survive],
    exposes: "DROP-REPETITION CARDINALITY CROSS-FIELD",
    source: "S-12",
    says: "Three names of one person: the official one, the one that is used, an old one.",
    example: "Robert, called Bobbie, formerly Ng",
    share: 0.06,
    apply: (acting) => {
      const called = acting.making.sex === "female" ? ["Bobbie", "Maggie"] : ["Bobbie", "Eddie"];
      const old = carrier(["Ng", "Wong", "Smith"], acting.variant);
      return [
        change(preferred, "", `${carrier(called, acting.variant)}${acting.token(preferred)}`),
        change(alias, "alias-1", `${old}${acting.token(alias, "alias-1")}`),
        change(use, "alias-1", "old"),
      ];
    },
  }),
];
