import type { Field } from "../catalogue/field.ts";
import { shapes } from "./shapes.ts";

const carried = new Set(shapes.flatMap((shape) => shape.slots.flatMap((slot) => slot.fields)));

/**
 * Whether our FHIR encoding has a place for a field. A row that shares another one's value travels with
 * it; a row about a list's membership is a verdict about its entries, and travels where they do.
 */
export function carriedByFhir(field: Field): boolean {
  if (carried.has(field.id)) return true;
  if (field.place !== "own") return carried.has(field.place.sharesWith);
  return (
    field.form === "list" &&
    shapes.some((shape) => shape.list === field.list && field.list !== null)
  );
}
