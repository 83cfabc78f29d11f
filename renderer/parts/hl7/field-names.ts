/** What stands in the fields of the segments that carry a patient, in a tester's words, from field 1 on. */
const names: Readonly<Record<string, string>> = {
  MSH: "Separator|Special characters|Sending system|Sending place|Receiving system|Receiving place|Sent at|Security|Kind|Message no.|Test or real|Version|Sequence no.|||Reply wanted|Country|Letters|Language",
  MSA: "Answer|Message no.|Says|||Error code",
  ERR: "Place|Location|Error code|Severity|Own code||Details|Says",
  EVN: "Event|Recorded at|Planned for|Reason|Entered by|Happened at",
  PID: "Line no.|Old number|Record number|Other number|Patient name|Mother’s maiden name|Date of birth|Sex|Alias|Race|Address|County|Home phone|Work phone|Language|Marital status|Religion|Account number|Social Security no.|Driver’s licence|Mother’s number|Ethnic group|Birth place|Multiple birth|Birth order|Citizenship|Veteran|Nationality|Died at|Deceased|||Last changed|Last changed by",
  PD1: "Living with|Lives alone|Clinic|Own doctor|Student|Handicap|Living will|Organ donor|Separate bill|Twin number|Publicity|Protected|Protected since",
  NK1: "Line no.|Name|Relationship|Address|Phone|Work phone|Contact role|From|Until",
  PV1: "Line no.|Class|Place|Kind of visit|Earlier number|Earlier place|Attending doctor|Referring doctor|Consultant|Service||||Came from|||Admitting doctor|Kind of patient|Visit number",
  AL1: "Line no.|Kind|Allergy|Severity|Reaction|Found on",
  IAM: "Line no.|Kind|Allergy|Severity|Reaction|Action|Number|Reason|Sensitivity|Group|Found on|||||||Status",
  DG1: "Line no.|Coding|Diagnosis|Description|Found at|Kind",
  PRB: "Action|Action at|Problem|Number|||Found at",
  IN1: "Line no.|Plan|Payer number|Payer|Payer address|Contact|Payer phone|Group number|Group name|Employer|||Starts|Ends||Plan kind|Insured|Relationship|Insured born|Insured address",
  GT1: "Line no.|Number|Guarantor|Spouse|Address|Phone",
  ORC: "Order control|Order number|Filler number|Group number|Status||Timing||At|Entered by||Ordered by",
  OBR: "Line no.|Order number|Filler number|Test|Priority|Requested|Observed from|Observed until||||||||Sample|Ordered by",
  OBX: "Line no.|Kind of value|What|Part|Value|Unit|Usual range|Flag||Nature|Status|||Observed at",
  RXE: "Timing|Medicine|Dose, least|Dose, most|Unit|Form|Instructions",
  RXO: "Medicine|Dose, least|Dose, most|Unit|Form||Instructions",
  RXR: "Route|Site",
  TQ1: "Line no.|Quantity|Repeat",
  SCH: "Number at requester|Number at filler|||||Reason||Length|||Time",
  AIP: "Line no.|Action|Provider",
  RXA: "Line no.|Dose no.|Given from|Given until|Vaccine|Amount|Unit",
  NTE: "Line no.|From|Note",
  TXA: "Line no.|Kind|Content|Written at",
  MRG: "Old record number",
};

/** "Patient name" for PID, 5; empty where the table has none. */
export function fieldName(segment: string, number: number): string {
  return names[segment]?.split("|")[number - 1] ?? "";
}
