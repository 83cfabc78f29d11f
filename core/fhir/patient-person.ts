import { id } from "./chart-values.ts";
import { yesOrMore } from "./choice.ts";
import { child, find, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { concept, writeCoding } from "./concept.ts";
import { extensionPick } from "./extension-pick.ts";
import { neededBy } from "./not-recorded.ts";
import { list, listAt, map, text } from "./out.ts";
import { ensure, seek } from "./path.ts";
import type { Pick } from "./path.ts";
import { readPrimitive, readScalar } from "./primitive.ts";
import { reference } from "./reference.ts";
import { below, chosen, entries, inner, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { extensions, identifierSystems, systems, testTag } from "./systems.ts";

/** Race or ethnicity as US Core has it: one inner extension per category, and a text that it requires. */
function ombCategories(field: string, url: string, many: boolean): Slot {
  const row = id(field);
  const pick = extensionPick(url);
  return {
    fields: [row],
    write(target, entry, encoding) {
      const paths = many ? inner([row], "", encoding) : [entry];
      const values = paths.flatMap((path) => encoding.values.get(row, path) ?? []);
      if (values.length === 0) return;
      const holder = listAt(ensure(target, ["extension", pick]), "extension");
      for (const value of values) {
        const valueCoding = writeCoding(value, systems.raceAndEthnicity);
        holder.items.push(map({ url: "ombCategory", valueCoding }));
      }
      const words = values.map((value) => ("value" in value ? value.value : "unknown")).join(", ");
      holder.items.push(map({ url: "text", valueString: text(words) }));
    },
    read(at, entry, to) {
      const holder = seek(at, ["extension", pick]);
      const found = items(child(holder, "extension")).filter(
        (inner) => stringAt(inner, "url") !== "text",
      );
      for (const [i, category] of found.entries()) {
        const path = many || i > 0 ? below(entry, i + 1) : entry;
        to.emit(row, path, readPrimitive(child(category, "valueCoding"), "code"));
      }
    },
  };
}

const protectedRow = id("privacy.protected");
const isConfidentiality = (found: Cursor): boolean =>
  stringAt(found, "system") === systems.confidentiality;

/** A restricted chart carries the confidentiality R in its security labels, an open one may carry N. */
export const restricted: Slot = {
  fields: [protectedRow],
  write(target, entry, { values }) {
    const value = values.get(protectedRow, entry);
    if (value === undefined || !("value" in value)) return;
    const label = map({ system: systems.confidentiality });
    label.members.set("code", text(value.value === "true" ? "R" : "N", value));
    listAt(ensure(target, ["meta"]), "security").items.push(label);
  },
  read(at, entry, to) {
    const label = find(child(at, "meta"), "security", isConfidentiality);
    const code = child(label, "code");
    const reading = code === undefined ? undefined : readScalar(code);
    if (reading === undefined || reading.value === null) return;
    to.emit(protectedRow, entry, { ...reading, value: reading.value === "N" ? "false" : "true" });
  },
};

const labelRow = id("record.security-label");
const isSensitivity = (found: Cursor): boolean => stringAt(found, "system") === systems.actCode;

/** What the whole record is about that needs more care, beside its confidentiality (v3 ActCode). */
export const securityLabel: Slot = {
  fields: [labelRow],
  write(target, entry, { values }) {
    const value = values.get(labelRow, entry);
    if (value === undefined) return;
    listAt(ensure(target, ["meta"]), "security").items.push(writeCoding(value, systems.actCode));
  },
  read(at, entry, to) {
    const label = find(child(at, "meta"), "security", isSensitivity);
    to.emit(labelRow, entry, readPrimitive(label, "code"));
  },
};

const testMarkRow = id("patient.test-mark");
const isTestTag = (found: Cursor): boolean =>
  stringAt(found, "system") === testTag.system && stringAt(found, "code") === testTag.code;

/** The test tag is on every resource whatever the chart says; the Patient's stands for the record. */
export const testMark: Slot = {
  fields: [testMarkRow],
  write(target, entry, { values }) {
    const value = values.get(testMarkRow, entry);
    if (value === undefined) return;
    const tag = map({ system: testTag.system });
    tag.members.set("code", text(testTag.code, value));
    ensure(target, ["meta"]).members.set("tag", list(tag));
  },
  read(at, entry, to) {
    const code = child(find(child(at, "meta"), "tag", isTestTag), "code");
    if (code !== undefined) to.emit(testMarkRow, entry, readScalar(code));
  },
};

const replacedBy: Pick = {
  is: (found) => stringAt(found, "type") === "replaced-by",
  make: () => map({ type: "replaced-by" }),
};

export const extensionSlots: readonly Slot[] = [
  ombCategories("patient.race", extensions.race, true),
  ombCategories("patient.ethnicity", extensions.ethnicity, false),
  primitive("patient.sex-at-birth", ["extension", extensionPick(extensions.birthSex), "valueCode"]),
  chosen("extension", extensionPick(extensions.genderIdentity), [
    concept("patient.gender-identity", "valueCodeableConcept", () => undefined),
  ]),
  concept(
    "privacy.vip",
    ["extension", extensionPick(extensions.importance), "valueCodeableConcept"],
    () => undefined,
  ),
  primitive(
    "patient.interpreter-required",
    ["extension", extensionPick(extensions.interpreter), "valueBoolean"],
    "boolean",
  ),
];

/** Birth, death, sex, language and links of a patient. */
export const personSlots: readonly Slot[] = [
  primitive("patient.sex", "gender"),
  primitive("patient.birth-date", "birthDate"),
  primitive("patient.birth-time", [
    "_birthDate",
    "extension",
    extensionPick(extensions.birthTime),
    "valueDateTime",
  ]),
  yesOrMore("patient.deceased", "deceasedBoolean", {
    field: "patient.death-date",
    place: "deceasedDateTime",
    kind: "string",
  }),
];

export const familySlots: readonly Slot[] = [
  concept("patient.marital-status", "maritalStatus", systems.maritalStatus),
  yesOrMore("patient.multiple-birth", "multipleBirthBoolean", {
    field: "patient.birth-order",
    place: "multipleBirthInteger",
    kind: "number",
  }),
];

const pcpRow = reference("provider.pcp", [], identifierSystems.provider);

export const linkSlots: readonly Slot[] = [
  entries("communication", [
    concept("patient.language", "language", systems.language),
    neededBy("language", "element"),
    primitive("patient.language-preferred", "preferred", "boolean"),
  ]),
  entries("generalPractitioner", [pcpRow]),
  chosen("link", replacedBy, [
    reference("patient.link.replaced-by", "other", identifierSystems.otherSite),
  ]),
];
