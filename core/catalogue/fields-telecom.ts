import { row, sent } from "./field-row.ts";

/** Rows of the group "telecom": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const telecomFields = [
  row("patient.telecom.home", "Home phone", "telecom", "front-desk", "phone", "phone", "0..*", "high", 3,
    { hl7: "PID-13[2=PRN].1 | PID-13[2=PRN].12", max: 199, fhir: "Patient.telecom[system=phone,use=home].value", csv: "phone_home", list: "telecom.home", mess: "pat.phone[]" },
    sent.patient, "XTN.1 formatted, .5-.8 parts, .12 raw: three spellings of one number. Map formats parts with a blank and plus sign, so text compare fails while digits match."),
  row("patient.telecom.mobile", "Cell phone", "telecom", "front-desk", "phone", "phone", "0..*", "high", 3,
    { hl7: "PID-13[3=CP].1", max: 199, fhir: "Patient.telecom[system=phone,use=mobile].value", csv: "phone_mobile", list: "telecom.mobile", mess: "pat.phone[]" },
    sent.patient, "Only PRS maps to mobile. ORN with CP, the common sending form, gets no use: the cell number turns into an untyped or home number."),
  row("patient.telecom.work", "Work phone", "telecom", "front-desk", "phone", "phone", "0..*", "medium", 3,
    { hl7: "PID-14[2=WPN].1", max: 199, fhir: "Patient.telecom[system=phone,use=work].value", csv: "phone_work", list: "telecom.work", mess: "pat.phone[]" },
    sent.patient, "use=work is implied only when XTN.2 is empty."),
  row("patient.telecom.email", "Email", "telecom", "front-desk", "text", "email", "0..*", "medium", 2,
    { hl7: "PID-13[3=Internet].4", max: 199, fhir: "Patient.telecom[system=email].value", csv: "email", list: "telecom.email", mess: "pat.email[]" },
    sent.patient, "XTN.3 must be Internet; address left in XTN.1 or XTN.9 is lost. Case and plus-addressing must survive; also used as a match key by some partners."),
  row("patient.telecom.extension", "Work extension", "telecom", "front-desk", "phone", "phone", "0..1", "low", 2,
    { hl7: "PID-14.8", max: 5, fhir: "Patient.telecom[use=work].extension[contactpoint-extension].valueString", csv: "phone_ext", list: "telecom.work" },
    sent.patient, "NM length 5: leading zeros are not guaranteed; digits-only targets append it to the number."),
  row("patient.telecom.rank", "Which number to try first", "telecom", "front-desk", "code", "code", "0..1 per number", "low", 2,
    { fhir: "Patient.telecom.rank", csv: "phone_rank", mess: "pat.phone[].rank" },
    sent.none, "Hole in 2.5.1 (XTN.18 is later); repetition order is the only hint."),
];
