import { copyOf } from "../json/lossless-tree.ts";
import { canHold, writeValue } from "../fields/change-value.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField } from "../fields/locate.ts";
import { recordKeyOf } from "../fhir/record-key.ts";
import type { ActiveFault } from "../faults/parse-faults.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { Crosswalk } from "./crosswalk.ts";
import type { MessageItem } from "./read-message.ts";

/**
 * LIST-MISPAIR: the map zips a patient's medicines and their doses by position, one off. A change
 * of one dose therefore changes another medicine, which joins the message.
 */
export function mispairDoses(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
  switchboard: Switchboard,
  patientKey: (patient: string) => string,
): MessageItem[] {
  const type = "MedicationRequest";
  const patients = new Set(
    items.filter((item) => item.type === type && item.resource).map((item) => item.patient),
  );
  let out = [...items];
  for (const patient of patients) {
    const active = switchboard.strikes("LIST-MISPAIR", patientKey(patient));
    const list = crosswalk.lastOfPatient(type, patient);
    if (!active || list.length < 2) continue;
    const others = out.filter((item) => item.type !== type || item.patient !== patient);
    const mixed = list.map(({ sourceId, resource }, index) => {
      const from = list[(index + 1) % list.length]?.resource ?? resource;
      const mine = copyOf(resource);
      takeDose(active, switchboard, mine, from, patientKey(patient));
      return { type, sourceId, patient, resource: mine };
    });
    out = [...others, ...mixed];
  }
  return out;
}

function takeDose(
  active: ActiveFault,
  switchboard: Switchboard,
  mine: NonNullable<MessageItem["resource"]>,
  from: NonNullable<MessageItem["resource"]>,
  patient: string,
): void {
  const record = recordKeyOf(mine, patient);
  for (const row of practiceFields.filter((field) => active.fields.includes(field.id))) {
    const place = locateField(mine, row)[0];
    const other = locateField(from, row)[0];
    if (!place || !other || place.text === other.text || !canHold(place, other.text)) continue;
    writeValue(mine, place, other.text);
    switchboard.note(
      active,
      { record, patient },
      {
        field: row.id,
        before: place.text,
        after: other.text,
      },
    );
  }
}
