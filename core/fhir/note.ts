import { fromBase64, toBase64 } from "../text/base64.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { concept, conceptItem } from "./concept.ts";
import { list, map, text } from "./out.ts";
import { ensure, path } from "./path.ts";
import type { Pick } from "./path.ts";
import { notRecorded } from "./primitive.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import { observationCode } from "./observation.ts";
import { recordReference, reference, visit } from "./reference.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, eachChosen, patientReference, primitive, required } from "./slot.ts";
import type { Reader, Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const textRow = id("note.text");

/** The text of a note as an attachment: base64 of its UTF-8 (R4 2.24.0.10). */
const attachment: Slot = {
  fields: [textRow],
  write(target, entry, { values }) {
    const value = values.get(textRow, entry);
    if (value === undefined) return;
    const made = ensure(target, path("attachment"));
    made.members.set("contentType", text("text/plain; charset=utf-8"));
    if ("value" in value) {
      const bytes = encodeUtf8(value.value.toWellFormed());
      made.members.set("data", text(toBase64(bytes), value));
    } else writePrimitive(made, "data", value);
  },
  read(at, entry, to) {
    const found = child(at, "attachment");
    const reading = readPrimitive(found, "data");
    if (found === undefined || reading === undefined) {
      if (stringAt(found, "url") !== undefined && found !== undefined) {
        to.problem("note-elsewhere", "The text of the note stands at another address.", found);
      }
      return;
    }
    if (reading.value === null) to.emit(textRow, entry, reading);
    else readText(found, reading.at, reading.value, entry, to);
  },
};

function readText(found: Cursor, at: Cursor, data: string, entry: string, to: Reader): void {
  const type = (stringAt(found, "contentType") ?? "text/plain").toLowerCase();
  if (!/^text\/|[/+]xml\b|\/rtf\b/.test(type)) {
    to.problem("note-not-text", `The note is ${type}, which is not read as text.`, found);
    return;
  }
  const bytes = fromBase64(data);
  if (bytes === null) {
    to.problem("bad-base64", "The text of the note is no base64 and is not read.", at);
    return;
  }
  const decoded = decodeUtf8(bytes);
  if (decoded.bad.length === 0) {
    to.emit(textRow, entry, { value: decoded.text, absent: null, at });
    return;
  }
  to.problem(
    "note-charset",
    "The text of the note is not UTF-8; each bad part shows as U+FFFD.",
    at,
  );
  to.emit(textRow, entry, { value: decoded.text, absent: null, at });
}

const isConfidentiality = (found: Cursor): boolean =>
  items(child(found, "coding")).some(
    (coding) => (stringAt(coding, "system") ?? systems.confidentiality) === systems.confidentiality,
  ) || child(found, "coding") === undefined;
const confidentiality: Pick = { is: isConfidentiality, make: () => map() };

/** The number of a note: an identifier of its own, else the master identifier that other systems use. */
const number: Slot = (() => {
  const own = entryIdentifier("note.identifier");
  const master = primitive("note.identifier", "masterIdentifier.value");
  return {
    ...own,
    read(at, entry, to) {
      const some = items(child(at, "identifier")).some((one) => child(one, "value") !== undefined);
      (some || child(at, "masterIdentifier") === undefined ? own : master).read(at, entry, to);
    },
  };
})();

/** Content and attachment are required: without a text, one that says that there is none. */
const neededContent = constant(({ members }) => {
  if (!members.has("content")) members.set("content", list(map({ attachment: notRecorded() })));
});

/** DocumentReference (R4 12.3) that holds a note. */
export const noteShape: ResourceShape = {
  type: "DocumentReference",
  list: "note",
  identifier: "note.identifier",
  is: always,
  subjects: subjectAt("subject"),
  slots: [
    number,
    required("note.availability", "status", "current"),
    primitive("note.status", "docStatus"),
    concept("note.type", "type", observationCode),
    patientReference("subject"),
    primitive("note.date", "date"),
    each("author", [reference("note.author", [], identifierSystems.provider)]),
    eachChosen("securityLabel", confidentiality, [
      conceptItem("note.confidentiality", systems.confidentiality),
    ]),
    each("content", [attachment]),
    neededContent,
    recordReference("note.encounter", ["context.encounter", 0], visit),
  ],
};
