import { id } from "../fhir/chart-values.ts";
import { decodePart } from "./escapes.ts";
import { Part, isEmpty, isNull } from "./er7-parts.ts";
import { addressOf, cell, readPart, seek } from "./segment-slot.ts";
import type { Row } from "./segment-slot.ts";

/**
 * A telephone number (XTN, v2.5.1 2.A.89): whole in component 1, as we write it, else put together of what others
 * write since v2.3: country, area and local number in 5 to 7, or the unformatted one in 12 (v2.7).
 */
export function phoneCell(field: string): Row {
  const row = id(field);
  const whole = cell(field, "1");
  return {
    ...whole,
    read(at, entry, to) {
      const first = seek(at, addressOf("1"));
      if (first !== undefined && !isEmpty(first)) {
        whole.read(at, entry, to);
        return;
      }
      const parts = ["5", "6", "7"].flatMap((n) => {
        const part = seek(at, addressOf(n));
        return part === undefined || isEmpty(part) || isNull(part) ? [] : [part];
      });
      const [from, last] = [parts[0], parts.at(-1)];
      if (from === undefined || last === undefined || seek(at, addressOf("7")) === undefined) {
        to.emit(row, entry, readPart(seek(at, addressOf("12")), to));
        return;
      }
      const value = parts.map((part) => decodePart(part).text).join("-");
      const span = { start: from.start, end: last.end };
      to.emit(row, entry, { value, absent: null, at: spanning(from, span, at) });
    },
  };
}

/** Several components as one place, named by the first. */
function spanning(first: Part, span: { start: number; end: number }, parent: Part): Part {
  const numberOfFirst = Number(first.place.split(".").at(-1));
  return new Part(first.segment, span, "component", numberOfFirst, parent);
}
