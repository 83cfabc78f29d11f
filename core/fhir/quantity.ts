import type { ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { id } from "./chart-values.ts";
import { stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { text } from "./out.ts";
import type { OutMap } from "./out.ts";
import { ensure, seek } from "./path.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import { pathOf } from "./slot.ts";
import type { Reader, Slot } from "./slot.ts";
import { systems } from "./systems.ts";

/** UCUM codes in common use; a unit that is none of them (`tablet`, `mcg`) is written as text alone. */
const ucum = new Set(
  (
    "% 1 10*3/uL 10*6/uL 10*9/L 10*12/L /min [degF] [in_i] [lb_av] [IU] [IU]/L [IU]/mL a Cel cm d fL g g/dL " +
    "g/L h kg kg/m2 L m m[IU]/L m[IU]/mL meq meq/L mg mg/dL mg/kg mg/L mg/mL min mL mL/h mL/min mm mm[Hg] " +
    "mmol mmol/L mo mU/L mol ng ng/dL ng/mL nmol/L pg pg/mL pmol/L s U U/L ug ug/dL ug/h ug/L ug/mL umol/L uL wk"
  ).split(" "),
);

/** Which of the two places of a unit is read first, and so carries the value. */
export type UnitPlace = "code" | "unit";

/** Puts a unit into a Quantity: as text, and as a UCUM code where it is one. */
export function writeUnit(target: OutMap, value: ChartValue, first: UnitPlace): void {
  if (!("value" in value) || !ucum.has(value.value)) {
    writePrimitive(target, "unit", value);
    return;
  }
  const [unit, code] = first === "unit" ? [[value], []] : [[], [value]];
  target.members.set("unit", text(value.value, ...unit));
  target.members.set("system", text(systems.ucum));
  target.members.set("code", text(value.value, ...code));
}

/** Repeats a unit that already points at another token. */
export function repeatUnit(target: OutMap, value: ChartValue): void {
  if (!("value" in value)) return;
  target.members.set("unit", text(value.value));
  if (!ucum.has(value.value)) return;
  target.members.set("system", text(systems.ucum));
  target.members.set("code", text(value.value));
}

/** Reads a unit: the code or the text first, the other one where that is missing. Says if they disagree. */
export function readUnit(
  at: Cursor | undefined,
  field: FieldId,
  entry: EntryPath,
  first: UnitPlace,
  to: Reader,
): void {
  const [one, other] = first === "code" ? ["code", "unit"] : ["unit", "code"];
  const reading = readPrimitive(at, one ?? "") ?? readPrimitive(at, other ?? "");
  to.emit(field, entry, reading);
  const [unit, code] = [stringAt(at, "unit"), stringAt(at, "code")];
  if (reading === undefined || unit === undefined || code === undefined || unit === code) return;
  if (ucum.has(unit)) {
    to.problem(
      "unit-conflict",
      `The unit is "${unit}" in words and "${code}" as a code.`,
      reading.at,
    );
  }
}

/** A Quantity whose value and unit are two rows. */
export function quantity(
  valueField: string,
  unitField: string | null,
  place: Parameters<typeof pathOf>[0],
  first: UnitPlace = "code",
): Slot {
  const valueRow = id(valueField);
  const unitRow = unitField === null ? null : id(unitField);
  const steps = pathOf(place);
  return {
    fields: unitRow === null ? [valueRow] : [valueRow, unitRow],
    write(target, entry, { values }) {
      const value = values.get(valueRow, entry);
      const unit = values.get(unitRow, entry);
      if (value !== undefined) writePrimitive(ensure(target, steps), "value", value, "number");
      if (unit !== undefined) writeUnit(ensure(target, steps), unit, first);
    },
    read(at, entry, to) {
      const here = seek(at, steps);
      to.emit(valueRow, entry, readPrimitive(here, "value", "number"));
      if (unitRow !== null) readUnit(here, unitRow, entry, first, to);
    },
  };
}
