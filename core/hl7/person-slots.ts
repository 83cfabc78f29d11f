import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { identifierSystems } from "../fhir/systems.ts";
import {
  always,
  at,
  cell,
  chosen,
  constant,
  fixed,
  pathsFor,
  putValue,
  readPart,
  seek,
  textAt,
} from "./segment-slot.ts";
import type { Pick, Row, Slot } from "./segment-slot.ts";
import { codes, moment, yesNo } from "./wire-form.ts";
import type { Part } from "./er7-parts.ts";

const synthetic = "CROSSCHART";
const typeOf = (found: Part): string => textAt(found, "5");
const authorityOf = (found: Part): string => textAt(found, "4.1");
const isOurs: Pick = (found) => authorityOf(found) === synthetic;
const otherSite: Pick = (found) => authorityOf(found) === identifierSystems.otherSite;
const legacy: Pick = (found) => typeOf(found) === "PI" && !isOurs(found, []);
const ofType =
  (type: string): Pick =>
  (found) =>
    typeOf(found) === type && !isOurs(found, []);
const otherTypes: ReadonlySet<string> = new Set(["PI", "SS", "MC", "MA", "DL", "AN"]);
/** Type MR; an identifier without a type, or with an unknown one, is taken for a chart number as well. */
const chartNumber: Pick = (found) =>
  !isOurs(found, []) && !otherSite(found, []) && !otherTypes.has(typeOf(found));

/** PID-3: one list, told apart by type and authority, never by position. */
const identifiers: readonly Slot[] = [
  chosen("PID-3", chartNumber, "entries", [
    cell("patient.identifier.mrn", "1"),
    cell("patient.identifier.mrn-authority", "4.1"),
    cell("patient.identifier.type", "5"),
    cell("patient.identifier.period-end", "8", moment),
  ]),
  chosen("PID-3", otherSite, "entries", [
    cell("patient.identifier.mrn-other-site", "1"),
    fixed("4.1", identifierSystems.otherSite),
    fixed("5", "MR"),
  ]),
  chosen("PID-3", legacy, "entries", [cell("patient.identifier.legacy", "1"), fixed("5", "PI")]),
  chosen("PID-3", ofType("MC"), "one", [cell("patient.identifier.mbi", "1"), fixed("5", "MC")]),
  chosen("PID-3", ofType("MA"), "one", [
    cell("patient.identifier.medicaid", "1"),
    fixed("5", "MA"),
  ]),
  chosen("PID-3", isOurs, "one", [
    cell("patient.identifier.synthetic", "1"),
    fixed("4.1", synthetic),
    fixed("5", "PI"),
  ]),
];

const nameTypeOf = (found: Part): string => textAt(found, "7");
const byUse =
  (use: string): Pick =>
  (found) =>
    nameTypeOf(found) === use;
/** Found once for the repetitions of a field: looking for it at each would take quadratic time. */
const legalAmong = new WeakMap<readonly Part[], Part>();
/** The name on the record is of type L; where none says so, one without a type, else the first. */
const legal: Pick = (found, all) => {
  const known = legalAmong.get(all);
  if (known !== undefined) return known === found;
  const types = all.map(nameTypeOf);
  const at = [types.indexOf("L"), types.indexOf(""), 0].find((index) => index >= 0) ?? 0;
  const chosen = all[at] ?? found;
  legalAmong.set(all, chosen);
  return chosen === found;
};
const alias: Pick = (found, all) =>
  !legal(found, all) && nameTypeOf(found) !== "M" && nameTypeOf(found) !== "N";

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

const names: readonly Slot[] = [
  chosen("PID-5", legal, "one", [
    cell("patient.name.family", "1.1"),
    cell("patient.name.given", "2"),
    cell("patient.name.middle", "3"),
    suffix,
    prefix,
    fixed("7", "L"),
  ]),
  chosen("PID-5", byUse("M"), "one", [cell("patient.name.maiden", "1.1"), fixed("7", "M")]),
  chosen("PID-5", byUse("N"), "one", [cell("patient.name.preferred", "2"), fixed("7", "N")]),
  chosen("PID-5", alias, "entries", [cell("patient.name.alias", "1.1"), fixed("7", "A")]),
];

const mailing: Pick = (found) => textAt(found, "7") === "M";
const living: Pick = (found, all) => !mailing(found, all);

const addresses: readonly Slot[] = [
  chosen("PID-11", living, "entries", [
    cell("patient.address.line1", "1.1"),
    cell("patient.address.line2", "2"),
    cell("patient.address.city", "3"),
    cell("patient.address.state", "4"),
    cell("patient.address.postal-code", "5"),
    cell("patient.address.country", "6"),
    fixed("7", "H"),
    cell("patient.address.county", "9"),
    cell("patient.address.period-start", "13.1", moment),
    cell("patient.address.period-end", "14.1", moment),
  ]),
  chosen("PID-11", mailing, "entries", [
    cell("patient.address.mailing", "1.1"),
    cell("patient.address.mailing-city", "3"),
    cell("patient.address.mailing-state", "4"),
    cell("patient.address.mailing-postal-code", "5"),
    fixed("7", "M"),
  ]),
];

const equipmentOf = (found: Part): string => textAt(found, "3");
const isMail: Pick = (found) =>
  equipmentOf(found) === "Internet" ||
  (textAt(found, "1") === "" && textAt(found, "4").includes("@"));
const isCell: Pick = (found) => equipmentOf(found) === "CP" || textAt(found, "2") === "PRS";
const isHome: Pick = (found, all) => !isMail(found, all) && !isCell(found, all);

const telecoms: readonly Slot[] = [
  chosen("PID-13", isHome, "entries", [
    cell("patient.telecom.home", "1"),
    fixed("2", "PRN"),
    fixed("3", "PH"),
  ]),
  chosen("PID-13", isCell, "entries", [
    cell("patient.telecom.mobile", "1"),
    fixed("2", "PRN"),
    fixed("3", "CP"),
  ]),
  chosen("PID-13", isMail, "entries", [
    fixed("2", "NET"),
    fixed("3", "Internet"),
    cell("patient.telecom.email", "4"),
  ]),
  chosen("PID-14", (found, all) => !isMail(found, all), "entries", [
    cell("patient.telecom.work", "1"),
    fixed("2", "WPN"),
    fixed("3", "PH"),
    cell("patient.telecom.extension", "8"),
  ]),
];

/** PID and PD1: what is known of the person (v2.5.1 3.4.2, 3.4.10). */
export const personSlots: readonly Slot[] = [
  constant("PID-1", fixed("", "1")),
  ...identifiers,
  ...names,
  at("PID-7", cell("patient.birth-date", "1", moment)),
  at("PID-8", cell("patient.sex", "", codes({ male: "M", female: "F", other: "O", unknown: "U" }))),
  chosen("PID-10", always, "entries", [cell("patient.race", "1"), fixed("3", "HL70005")]),
  ...addresses,
  ...telecoms,
  chosen("PID-15", always, "first", [cell("patient.language", "1")]),
  at("PID-16", cell("patient.marital-status", "1")),
  at("PID-18", cell("patient.account-number", "1")),
  at("PID-19", cell("patient.identifier.ssn", "")),
  at("PID-20", cell("patient.identifier.drivers-license", "1")),
  at("PID-22", cell("patient.ethnicity", "1"), fixed("3", "HL70189")),
  at("PID-24", cell("patient.multiple-birth", "", yesNo)),
  at("PID-25", cell("patient.birth-order", "")),
  at("PID-29", cell("patient.death-date", "1", moment)),
  at("PID-30", cell("patient.deceased", "", yesNo)),
  at("PID-31", cell("patient.identity-unknown", "", yesNo)),
  chosen("PD1-4", always, "entries", [cell("provider.pcp", "1")]),
  at("PD1-12", cell("privacy.protected", "", yesNo)),
];
