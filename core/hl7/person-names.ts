import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { isEmpty } from "./er7-parts.ts";
import type { Part } from "./er7-parts.ts";
import { chosen, pathsFor } from "./field-slots.ts";
import type { Pick } from "./field-slots.ts";
import { kindCell, standsAs } from "./kind-cell.ts";
import { cell, ensureSegment, fixed, putValue, readPart, seek } from "./segment-slot.ts";
import type { Row, Slot } from "./segment-slot.ts";
import { codes } from "./wire-form.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";

const kindOf = (found: Part): Part | undefined => seek(found, [7]);
export const byKind =
  (kind: string): Pick =>
  (found) =>
    standsAs(kindOf(found), kind);
/** Found once for the repetitions of a field: looking for it at each would take quadratic time. */
const legalAmong = new WeakMap<readonly Part[], Part | null>();
/** The name on the record is of type L; where none says so, one without a type, else one of no other kind. */
const legal: Pick = (found, all) => {
  const known = legalAmong.get(all);
  if (known !== undefined) return known === found;
  const types = all.map(kindOf);
  const said = types.findIndex((type) => standsAs(type, "L"));
  const unsaid = types.findIndex((type) => type === undefined || isEmpty(type));
  const another = types.findIndex((type) => !["A", "M", "N"].some((kind) => standsAs(type, kind)));
  const at = [said, unsaid, another].find((index) => index >= 0);
  const chosen = at === undefined ? null : (all[at] ?? null);
  legalAmong.set(all, chosen);
  return chosen === found;
};
const alias: Pick = (found, all) =>
  !legal(found, all) && !byKind("M")(found, all) && !byKind("N")(found, all);
/** Table 0200: what is displayed, and a pseudonym; the other uses of FHIR have no code there. */
const nameUse = codes({ usual: "D", anonymous: "S" });

const prefixRow = id("patient.name.prefix");
const suffixRow = id("patient.name.suffix");
const marker = "ZZTEST";

/** XPN.4 holds one suffix: the first one travels. */
const suffix: Row = {
  fields: [suffixRow],
  write(target, _entry, encoding) {
    const [first] = pathsFor([suffixRow], "", "entries", encoding.values);
    const value = first === undefined ? undefined : encoding.values.get(suffixRow, first);
    if (value !== undefined) putValue(target, [4], value, encoding);
  },
  read(found, entry, to) {
    to.emit(suffixRow, below(entry, 1), readPart(seek(found, [4]), to));
  },
};

/** XPN.5 holds one text: the family marker first, and a title behind it with a blank between. */
const prefix: Row = {
  fields: [prefixRow],
  write(target, _entry, encoding) {
    const paths = pathsFor([prefixRow], "", "entries", encoding.values);
    const sorted = [...paths].sort((a, b) => Number(b === "marker") - Number(a === "marker"));
    const [one, title] = sorted.flatMap((path) => encoding.values.get(prefixRow, path) ?? []);
    if (one === undefined) return;
    putValue(target, [5], one, encoding);
    const written = target.get("5");
    const text = title !== undefined && "value" in title ? title.value : "";
    if (title === undefined || text === "" || !("value" in one) || one.value !== marker) return;
    const both = { ...one, value: `${marker} ${text}` };
    putValue(target, [5], both, encoding);
    const whole = target.get("5");
    if (whole === undefined || !encoding.marked.has(both)) return;
    target.set("5", { ...whole, marks: written?.marks.length === 0 ? [] : [one, title] });
    encoding.marked.add(title);
  },
  read(found, entry, to) {
    const reading = readPart(seek(found, [5]), to);
    const text = reading?.value ?? "";
    if (reading === undefined || !text.startsWith(`${marker} `)) {
      to.emit(prefixRow, below(entry, 1), reading);
      return;
    }
    to.emit(prefixRow, below(entry, 1), { ...reading, value: marker });
    to.emit(prefixRow, below(entry, 2), { ...reading, value: text.slice(marker.length + 1) });
  },
};

const useRow = id("patient.name.use");
/** An alias of a kind of its own, alone, would be taken for the name on the record: that is then said to be empty. */
const noLegalName: Slot = {
  fields: [],
  write(target, _entry, { values }) {
    const written = target.get("PID")?.some(({ fields }) => fields.has(5)) ?? false;
    const hasKinds = values
      .entries("name.alias")
      .some((path) => values.get(useRow, path) !== undefined);
    if (written || !hasKinds) return;
    const made: OutRepetition = new Map([["7", { address: [7], text: "L", marks: [] }]]);
    repetitionsAt(ensureSegment(target, "PID"), 5).push(made);
  },
  read: () => undefined,
};

/** PID-5: one list, told apart by the kind of the name (table 0200). */
export const nameSlots: readonly Slot[] = [
  chosen("PID-5", legal, "one", [
    cell("patient.name.family", "1.1"),
    cell("patient.name.given", "2"),
    cell("patient.name.middle", "3"),
    suffix,
    prefix,
    fixed("7", "L"),
  ]),
  noLegalName,
  chosen("PID-5", byKind("M"), "one", [cell("patient.name.maiden", "1.1"), fixed("7", "M")]),
  chosen("PID-5", byKind("N"), "one", [cell("patient.name.preferred", "2"), fixed("7", "N")]),
  chosen("PID-5", alias, "entries", [
    cell("patient.name.alias", "1.1"),
    kindCell("patient.name.use", "7", nameUse, "A", ["L", "M", "N"]),
  ]),
];
