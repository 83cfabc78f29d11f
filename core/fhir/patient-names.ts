import type { JsonNode } from "../json/json-node.ts";
import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { map } from "./out.ts";
import { ensure, seek } from "./path.ts";
import type { Pick } from "./path.ts";
import { readPrimitives, writePrimitives } from "./primitive.ts";
import { below, chosen, inner, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";

const byUse = (use: string): Pick => ({
  is: (found) => stringAt(found, "use") === use,
  make: () => map({ use }),
});
const maiden = byUse("maiden");
const nickname = byUse("nickname");

/** By the patient's node: every name asks, and a hostile patient has thousands. */
const officialNames = new WeakMap<JsonNode, JsonNode | null>();

/** The name on the record: use official; where no name says so, the usual one, else one without a use. */
function isOfficial(name: Cursor, patient: Cursor): boolean {
  let official = officialNames.get(patient.node);
  if (official === undefined) {
    const names = items(child(patient, "name"));
    const withUse = (use: string | undefined): Cursor | undefined =>
      names.find((one) => stringAt(one, "use") === use);
    const found = withUse("official") ?? withUse("usual") ?? withUse(undefined);
    official = found?.node ?? null;
    officialNames.set(patient.node, official);
  }
  return name.node === official;
}

const official: Pick = {
  is: isOfficial,
  make: () => map({ use: "official" }),
};

const alias: Pick = {
  is: (found, patient) =>
    !isOfficial(found, patient) && !maiden.is(found, patient) && !nickname.is(found, patient),
  make: () => map(),
};

const givenRow = id("patient.name.given");
const middleRow = id("patient.name.middle");
const furtherRow = id("patient.name.further-given");

/** given[0] is the first name, given[1] the middle one, the rest follow in order. */
const givenNames: Slot = {
  fields: [givenRow, middleRow, furtherRow],
  write(target, entry, encoding) {
    const { values } = encoding;
    const further = inner([furtherRow], "", encoding).map((path) => values.get(furtherRow, path));
    const all = [values.get(givenRow, entry), values.get(middleRow, entry), ...further];
    while (all.length > 0 && all.at(-1) === undefined) all.pop();
    if (all.length > 0) writePrimitives(ensure(target, ["name", official]), "given", all);
  },
  read(at, entry, to) {
    const [given, middle, ...further] = readPrimitives(seek(at, ["name", official]), "given");
    to.emit(givenRow, entry, given);
    to.emit(middleRow, entry, middle);
    for (const [i, reading] of further.entries()) {
      to.emit(furtherRow, below(entry, i + 1), reading);
    }
  },
};

/** Titles or suffixes in order; the family marker (entry `marker`) always comes first. */
function affixes(field: string, key: string): Slot {
  const row = id(field);
  return {
    fields: [row],
    write(target, _entry, encoding) {
      const paths = inner([row], "", encoding);
      const ordered = [
        ...paths.filter((path) => path === "marker"),
        ...paths.filter((path) => path !== "marker"),
      ];
      if (ordered.length === 0) return;
      const values = ordered.map((path) => encoding.values.get(row, path));
      writePrimitives(ensure(target, ["name", official]), key, values);
    },
    read(at, entry, to) {
      const readings = readPrimitives(seek(at, ["name", official]), key);
      for (const [i, reading] of readings.entries()) to.emit(row, below(entry, i + 1), reading);
    },
  };
}

const preferredRow = id("patient.name.preferred");
const preferred: Slot = {
  fields: [preferredRow],
  write(target, entry, { values }) {
    const value = values.get(preferredRow, entry);
    if (value !== undefined) writePrimitives(ensure(target, ["name", nickname]), "given", [value]);
  },
  read(at, entry, to) {
    to.emit(preferredRow, entry, readPrimitives(seek(at, ["name", nickname]), "given")[0]);
  },
};

/** Patient.name: one list on the wire, told apart by use. */
export const nameSlots: readonly Slot[] = [
  primitive("patient.name.text", ["name", official, "text"]),
  primitive("patient.name.family", ["name", official, "family"]),
  givenNames,
  affixes("patient.name.prefix", "prefix"),
  affixes("patient.name.suffix", "suffix"),
  primitive("patient.name.maiden", ["name", maiden, "family"]),
  preferred,
  chosen("name", alias, [
    primitive("patient.name.use", "use"),
    primitive("patient.name.alias", "family"),
  ]),
];
