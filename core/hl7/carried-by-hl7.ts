import type { Field } from "../catalogue/field.ts";
import { fieldsOf } from "./record-shape.ts";
import { shapes } from "./shapes.ts";

const carried = new Set(shapes.flatMap(fieldsOf));

/**
 * Whether our HL7 v2.5.1 messages have a place for a field. The other fields cannot travel by them and
 * are not compared. A row that shares another one's value travels with it; a row about a list's
 * membership travels where the list's entries do.
 */
export function carriedByHl7(field: Field): boolean {
  if (carried.has(field.id)) return true;
  if (field.place !== "own") return carried.has(field.place.sharesWith);
  return (
    field.form === "list" &&
    field.list !== null &&
    shapes.some((shape) => shape.list === field.list)
  );
}
