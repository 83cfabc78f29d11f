import { fieldId } from "../../catalogue/fields.ts";
import { rulerText } from "../ruler.ts";
import {
  change,
  operator,
  reject,
  removal,
  survive,
  type MessChange,
  type MessOperator,
} from "../operator.ts";

const value = "result.value";
const result = "obs-1";

function nothing(field: string, entry: string, absent: string): MessChange {
  return { field: fieldId(field), entry, absent };
}

/** Three kinds of nothing, and one value too large to carry. */
export const nothingSaidOperators: readonly MessOperator[] = [
  operator("missing", {
    id: "obx-null-quotes",
    introduced: 376,
    layer: "structure",
    targets: [value, "patient.telecom.work"],
    beside: ["result.unit", "patient.telecom.extension"],
    any: [survive],
    note: "delete, empty and not sent are three things",
    exposes: "NULL-SEMANTICS LOST-DELETE STALE-OVERWRITE",
    source: "S-9",
    says: "HL7's own null: the value is to be deleted, which is not the same as empty or not sent.",
    example: '""',
    wire: { fhir: "cannot-travel" },
    apply: (acting) => {
      const extension = "patient.telecom.extension";
      if (acting.target !== value) {
        return [
          nothing(acting.target, "", "null"),
          ...(acting.text(extension) === null ? [] : [removal(extension, "")]),
        ];
      }
      const unit = "result.unit";
      return [
        nothing(value, result, "null"),
        ...(acting.text(unit, result) === null ? [] : [removal(unit, result)]),
      ];
    },
  }),
  operator("missing", {
    id: "miss-not-applicable",
    introduced: 377,
    layer: "structure",
    targets: [value],
    beside: [
      "result.code",
      "result.unit",
      "result.reference-range",
      "result.flag",
      "patient.sex",
      "patient.sex-at-birth",
    ],
    any: [survive],
    note: "with its reason",
    exposes: "NULL-SEMANTICS BOOL-FLIP",
    source: "S-9",
    says: "Pregnancy status of a man: the question does not apply.",
    example: "not-applicable",
    rate: "as often as it is asked",
    apply: (acting) => [
      change("patient.sex", "", "male"),
      change("patient.sex-at-birth", "", "M"),
      // LOINC: pregnancy status.
      change("result.code", result, "82810-3"),
      nothing(value, result, "not-applicable"),
      ...["result.unit", "result.reference-range", "result.flag"]
        .filter((field) => acting.text(field, result) !== null)
        .map((field) => removal(field, result)),
    ],
  }),
  operator("missing", {
    id: "vol-message-1mb",
    introduced: 378,
    layer: "length",
    targets: ["note.text"],
    any: [survive, reject],
    exposes: "DROP-SEGMENT NO-ACK ACK-LIE TRUNCATE",
    source: "S-11 S-17",
    says: "A note of one megabyte, which measures itself.",
    example: "1,048,576 characters",
    apply: (acting) => [
      change("note.text", "note-1", rulerText(1_048_576, acting.token("note.text", "note-1"))),
    ],
  }),
];
