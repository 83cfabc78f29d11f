/** The shape of one row of the field catalogue. Rows live in `fields-*.ts`, one file per group. */

declare const fieldIdBrand: unique symbol;
/** Id of a catalogue row, e.g. `patient.name.family`. Only `core/catalogue/fields.ts` makes them. */
export type FieldId = string & { readonly [fieldIdBrand]: true };

export type FieldRole = "front-desk" | "nurse" | "billing" | "privacy";
export type Criticality = "critical" | "high" | "medium" | "low";

/** Data type as the catalogue names it. */
export type FieldType =
  | "identifier"
  | "name"
  | "text"
  | "address-line"
  | "phone"
  | "date"
  | "datetime"
  | "code"
  | "decimal-quantity"
  | "boolean"
  | "reference"
  | "list";

/** Canonical form used when two values are compared (one row of faults.md 3.2). */
export type Form =
  | "text.name"
  | "text.address"
  | "text.note"
  | "text"
  | "identifier"
  | "date"
  | "instant"
  | "decimal"
  | "quantity"
  | "code"
  | "status"
  | "boolean"
  | "phone"
  | "email"
  | "reference"
  | "list";

/** 5 = could harm a patient or mix up two … 1 = looks wrong, no consequence (faults.md section 5). */
export type Tier = 1 | 2 | 3 | 4 | 5;

export interface Field {
  readonly id: FieldId;
  /** Words for the tester. Nothing else of a row is shown to non-technical users. */
  readonly label: string;
  readonly group: string;
  readonly role: FieldRole;
  readonly type: FieldType;
  readonly cardinality: string;
  readonly criticality: Criticality;
  /** HL7 v2.5.1 place, first alternative is the expected one; null = cannot travel by HL7 v2. */
  readonly hl7: string | null;
  readonly hl7Max: number | null;
  /** FHIR R4 path; null = cannot travel by FHIR R4. */
  readonly fhir: string | null;
  readonly csv: string | null;
  readonly messages: readonly string[];
  /** What usually goes wrong here. */
  readonly trap: string;
  readonly form: Form;
  /** Name of the list this field is an attribute of (`allergy`, `medication`, …); null for a single value. */
  readonly list: string | null;
  /** `own`, or the field whose value it shares: read, never compared. */
  readonly place: "own" | { readonly sharesWith: FieldId };
  /** Short path that mess.md uses for it, null where it has none. */
  readonly mess: string | null;
  readonly tier: Tier;
}
