import type { EntryPath } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { conceptItem } from "./concept.ts";
import { listAt, map, text } from "./out.ts";
import type { OutMap } from "./out.ts";
import type { Pick } from "./path.ts";
import {
  readExtension,
  readPrimitive,
  readPrimitives,
  writePrimitive,
  writePrimitives,
} from "./primitive.ts";
import { below, chosen, constant, each, entries, inner, primitive, within } from "./slot.ts";
import type { Encoding, Slot } from "./slot.ts";
import { extensions, systems } from "./systems.ts";

const rankRow = id("patient.telecom.rank");
const extensionRow = id("patient.telecom.extension");

type Kind = "home" | "mobile" | "work" | "email";
const kinds: readonly Kind[] = ["home", "mobile", "work", "email"];
const rowOf = {
  home: id("patient.telecom.home"),
  mobile: id("patient.telecom.mobile"),
  work: id("patient.telecom.work"),
  email: id("patient.telecom.email"),
};

/** What kind of number it is. A phone without a use, or with another one, is read as a home phone. */
function kindOf(telecom: Cursor): Kind | null {
  const system = stringAt(telecom, "system");
  const looksLikeMail = (stringAt(telecom, "value") ?? "").includes("@");
  if (system === "email" || (system === undefined && looksLikeMail)) return "email";
  if (system !== undefined && system !== "phone" && system !== "sms") return null;
  const use = stringAt(telecom, "use");
  return use === "mobile" || use === "work" ? use : "home";
}

/** The rank of a number stands in an entry of its kind: `home`, `mobile-2`. */
const rankEntry = (kind: Kind, n: number): EntryPath => (n === 1 ? kind : `${kind}-${String(n)}`);

function writeTelecom(target: OutMap, kind: Kind, encoding: Encoding): void {
  const { values } = encoding;
  const row = rowOf[kind];
  for (const [i, path] of inner([row], "", encoding).entries()) {
    const made = map(kind === "email" ? { system: "email" } : { system: "phone", use: kind });
    const value = values.get(row, path);
    const rank = values.get(rankRow, rankEntry(kind, i + 1));
    const extension = kind === "work" ? values.get(extensionRow, path) : undefined;
    if (extension !== undefined) {
      const holder = map({ url: extensions.phoneExtension });
      writePrimitive(holder, "valueString", extension);
      listAt(made, "extension").items.push(holder);
    }
    if (value !== undefined) writePrimitive(made, "value", value);
    if (rank !== undefined) writePrimitive(made, "rank", rank, "number");
    listAt(target, "telecom").items.push(made);
  }
}

/** Patient.telecom: one list on the wire, told apart by system and use. */
export const telecomSlot: Slot = {
  fields: [...kinds.map((kind) => rowOf[kind]), rankRow, extensionRow],
  write(target, _entry, encoding) {
    for (const kind of kinds) writeTelecom(target, kind, encoding);
  },
  read(at, entry, to) {
    const counts = { home: 0, mobile: 0, work: 0, email: 0 };
    for (const found of items(child(at, "telecom"))) {
      const kind = kindOf(found);
      if (kind === null) {
        to.problem("unknown-telecom", "A contact is neither a phone nor an email.", found);
        continue;
      }
      const n = (counts[kind] += 1);
      const use = stringAt(found, "use");
      if (kind === "home" && use !== "home") {
        const says = `A phone with ${use === undefined ? "no use" : `the use "${use}"`} is read as a home phone.`;
        to.problem("telecom-use", says, found);
      }
      to.emit(rowOf[kind], below(entry, n), readPrimitive(found, "value"));
      to.emit(rankRow, rankEntry(kind, n), readPrimitive(found, "rank", "number"));
      if (kind !== "work") continue;
      const extension = items(child(found, "extension")).find(
        (item) => stringAt(item, "url") === extensions.phoneExtension,
      );
      to.emit(extensionRow, below(entry, n), readPrimitive(extension, "valueString"));
    }
  },
};

/** Lines of an address: the first rows in order; what stands behind them is read as entries below the last. */
export function addressLines(...fields: readonly string[]): Slot {
  const rows = fields.map(id);
  return {
    fields: rows,
    write(target, entry, { values }) {
      const lines = rows.map((row) => values.get(row, entry));
      while (lines.length > 0 && lines.at(-1) === undefined) lines.pop();
      if (lines.length > 0) writePrimitives(target, "line", lines);
    },
    read(at, entry, to) {
      const last = rows.at(-1);
      for (const [i, reading] of readPrimitives(at, "line").entries()) {
        const row = rows[i];
        if (row !== undefined) to.emit(row, entry, reading);
        else if (last !== undefined) to.emit(last, below(entry, i + 1), reading);
      }
      if (child(at, "line") === undefined && rows[0] !== undefined) {
        to.emit(rows[0], entry, readExtension(child(at, "_line")));
      }
    },
  };
}

const useRow = id("patient.address.type");
/** Kind of an address; `home` is what is meant where nothing is said, and is not read as a value. */
const addressUse: Slot = {
  fields: [useRow],
  write(target, entry, { values }) {
    const value = values.get(useRow, entry);
    if (value === undefined) target.members.set("use", text("home"));
    else writePrimitive(target, "use", value);
  },
  read(at, entry, to) {
    const reading = readPrimitive(at, "use");
    if (reading?.value !== "home") to.emit(useRow, entry, reading);
  },
};

const isPostal = (found: Cursor): boolean => stringAt(found, "type") === "postal";
const address: Pick = { is: (found) => !isPostal(found), make: () => map() };
const mailing: Pick = { is: isPostal, make: () => map({ type: "postal" }) };

/** Codes of table 0131 are single letters, those of RoleCode are longer. */
const relationshipSystem = (code: string): string =>
  code.length === 1 ? "http://terminology.hl7.org/CodeSystem/v2-0131" : systems.roleCode;

/** Patient.address: where the patient lives, and where post goes. */
export const addressSlots: readonly Slot[] = [
  chosen("address", address, [
    addressUse,
    addressLines("patient.address.line1", "patient.address.line2"),
    primitive("patient.address.city", "city"),
    primitive("patient.address.county", "district"),
    primitive("patient.address.state", "state"),
    primitive("patient.address.postal-code", "postalCode"),
    primitive("patient.address.country", "country"),
    primitive("patient.address.period-start", "period.start"),
    primitive("patient.address.period-end", "period.end"),
  ]),
  chosen("address", mailing, [
    addressLines("patient.address.mailing"),
    primitive("patient.address.mailing-city", "city"),
    primitive("patient.address.mailing-state", "state"),
    primitive("patient.address.mailing-postal-code", "postalCode"),
  ]),
];

/** Patient.contact: persons to call. */
export const contactPersonSlots: readonly Slot[] = [
  entries("contact", [
    within(["relationship", 0], [conceptItem("contact.relationship", relationshipSystem)]),
    within(["relationship", 1], [conceptItem("contact.role", relationshipSystem)]),
    primitive("contact.name", "name.family"),
    each("telecom", [
      constant((target) => target.members.set("system", text("phone"))),
      primitive("contact.phone", "value"),
    ]),
    within("address", [addressLines("contact.address")]),
    primitive("contact.end", "period.end"),
  ]),
];
