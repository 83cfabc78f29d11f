import { row, sent } from "./field-row.ts";

/** Rows of the group "notes": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const notesFields = [
  row("note.type", "Kind of note", "notes", "nurse", "code", "code", "1..1", "high", 4,
    { hl7: "TXA-2", max: 30, fhir: "DocumentReference.type", csv: "note_type", list: "note" },
    sent.note, "Lands in \"unread documents\" when unmapped."),
  row("note.text", "Note text", "notes", "nurse", "text", "text.note", "1..*", "high", 4,
    { hl7: "OBX-5", max: 99999, fhir: "DocumentReference.content.attachment.data", csv: "note_text", list: "note", mess: "note[].text" },
    sent.note, "FT escapes (\\.br\\) shown raw; one OBX per line joined without breaks; base64 ED; characters above ASCII."),
  row("note.encounter", "Visit the note belongs to", "notes", "nurse", "reference", "reference", "0..1", "high", 4,
    { hl7: "PV1-19.1", max: 15, fhir: "DocumentReference.context.encounter", csv: "note_visit_no", list: "note" },
    sent.note, "Wrong-encounter fault (S-14); TXA has no visit field, only PV1 of the same message."),
  row("note.author", "Author", "notes", "nurse", "reference", "reference", "0..*", "high", 4,
    { hl7: "TXA-9.1", max: 15, fhir: "DocumentReference.author", csv: "note_author", list: "note" },
    sent.note, "Integration account shown as author."),
  row("note.status", "Signed or draft", "notes", "nurse", "code", "status", "0..1", "high", 4,
    { hl7: "TXA-17", max: 2, fhir: "DocumentReference.docStatus", csv: "note_status", list: "note" },
    sent.note, "AU/LA versus final; draft shown as final."),
  row("note.confidentiality", "Confidentiality", "notes", "privacy", "code", "code", "0..*", "high", 5,
    { hl7: "TXA-18", max: 2, fhir: "DocumentReference.securityLabel", csv: "note_confidentiality", list: "note", mess: "note[].confidential" },
    sent.note, "Empty is not usual control. Label lost: wider audience."),
  row("note.identifier", "Note number", "notes", "nurse", "identifier", "identifier", "1..1", "medium", 3,
    { hl7: "TXA-12.1", max: 30, fhir: "DocumentReference.identifier.value", csv: "note_id", list: "note" },
    sent.note, "masterIdentifier names one version of a document, and is read where there is no other. Length 30: GUID of 36 is cut."),
  row("note.date", "Note date", "notes", "nurse", "datetime", "instant", "0..1", "medium", 3,
    { hl7: "TXA-6.1", max: 24, fhir: "DocumentReference.date", csv: "note_date", list: "note", mess: "note[].time" },
    sent.note, "instant in R4: date-only source has no target (map needs a later-version extension)."),
  row("note.availability", "Visible or withdrawn", "notes", "privacy", "code", "status", "0..1", "critical", 5,
    { hl7: "TXA-19", max: 2, fhir: "DocumentReference.status", csv: "note_availability", list: "note" },
    sent.note, "Only AV maps (current); OB, CA, UN go to an extension: obsolete note stays visible."),
];
