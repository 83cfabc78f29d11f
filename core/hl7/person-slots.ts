import { phoneCell } from "./phone-cell.ts";
import { identifierSystems } from "../fhir/systems.ts";
import { always, at, chosen, constant, readOnly } from "./field-slots.ts";
import { cell, fixed, textAt } from "./segment-slot.ts";
import type { Pick } from "./field-slots.ts";
import type { Slot } from "./segment-slot.ts";
import { codes, moment, yesNo } from "./wire-form.ts";
import type { Part } from "./er7-parts.ts";
import { birthSlot } from "./person-birth.ts";
import { employerSlot } from "./employer-slot.ts";
import { kindCell } from "./kind-cell.ts";
import { byKind, nameSlots } from "./person-names.ts";

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
    cell("patient.identifier.check-digit", "2"),
    cell("patient.identifier.check-digit-scheme", "3"),
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
  // Places of their own have what others put into the one list.
  readOnly(chosen("PID-3", ofType("SS"), "one", [cell("patient.identifier.ssn", "1")])),
  readOnly(chosen("PID-3", ofType("DL"), "one", [cell("patient.identifier.drivers-license", "1")])),
  readOnly(chosen("PID-3", ofType("AN"), "one", [cell("patient.account-number", "1")])),
  chosen("PID-3", isOurs, "one", [
    cell("patient.identifier.synthetic", "1"),
    fixed("4.1", synthetic),
    fixed("5", "PI"),
  ]),
];

const mailing: Pick = byKind("M");
/** Table 0190: office, temporary, bad; "billing" has no code there. */
const addressUse = codes({ work: "O", temp: "C", old: "BA" }, { B: "work" });
const living: Pick = (found, all) => !mailing(found, all);

const addresses: readonly Slot[] = [
  chosen("PID-11", living, "entries", [
    cell("patient.address.line1", "1.1"),
    cell("patient.address.line2", "2"),
    cell("patient.address.city", "3"),
    cell("patient.address.state", "4"),
    cell("patient.address.postal-code", "5"),
    cell("patient.address.country", "6"),
    kindCell("patient.address.type", "7", addressUse, "H", ["M"]),
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
    phoneCell("patient.telecom.home"),
    fixed("2", "PRN"),
    fixed("3", "PH"),
  ]),
  chosen("PID-13", isCell, "entries", [
    phoneCell("patient.telecom.mobile"),
    fixed("2", "PRN"),
    fixed("3", "CP"),
  ]),
  chosen("PID-13", isMail, "entries", [
    fixed("2", "NET"),
    fixed("3", "Internet"),
    cell("patient.telecom.email", "4"),
  ]),
  chosen("PID-14", (found, all) => !isMail(found, all), "entries", [
    phoneCell("patient.telecom.work"),
    fixed("2", "WPN"),
    fixed("3", "PH"),
    cell("patient.telecom.extension", "8"),
  ]),
];

/** What is known of the person: PID and PD1, and single fields of EVN, PV1 and NK1 (v2.5.1 3.4.2, 3.4.10). */
export const personSlots: readonly Slot[] = [
  constant("PID-1", fixed("", "1")),
  ...identifiers,
  ...nameSlots,
  birthSlot,
  at("PID-8", cell("patient.sex", "", codes({ male: "M", female: "F", other: "O", unknown: "U" }))),
  chosen("PID-10", always, "entries", [cell("patient.race", "1"), fixed("3", "HL70005")]),
  ...addresses,
  ...telecoms,
  chosen("PID-15", always, "first", [cell("patient.language", "1")]),
  at("PID-16", cell("patient.marital-status", "1")),
  { ...at("PID-18", cell("patient.account-number", "1")), notOfVisit: true },
  at("PID-19", cell("patient.identifier.ssn", "")),
  at("PID-20", cell("patient.identifier.drivers-license", "1")),
  at("PID-22", cell("patient.ethnicity", "1"), fixed("3", "HL70189")),
  at("PID-24", cell("patient.multiple-birth", "", yesNo)),
  at("PID-25", cell("patient.birth-order", "")),
  at("PID-29", cell("patient.death-date", "1", moment)),
  at("PID-30", cell("patient.deceased", "", yesNo)),
  at("PID-31", cell("patient.identity-unknown", "", yesNo)),
  chosen("PID-32", always, "entries", [cell("patient.identity-reliability", "")]),
  at("PID-33", cell("record.last-updated", "1", moment)),
  chosen("PD1-4", always, "entries", [cell("provider.pcp", "1")]),
  at("PD1-12", cell("privacy.protected", "", yesNo)),
  at("EVN-5", cell("record.entered-by", "1")),
  at("PV1-16", cell("privacy.vip", "")),
  employerSlot,
];
