import { describe, expect, test } from "vitest";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { chartOf, textOfBytes } from "./chart-of.ts";
import { rowsWritten } from "./three-of-each.ts";

interface Bundle {
  readonly entry: readonly { readonly resource: { readonly resourceType: string } }[];
}

const cases = rowsWritten().flatMap(({ field, entry, type, place, bare, values }) =>
  values.map((value) => ({
    field,
    entry,
    type,
    place,
    value,
    token: bare ? value : JSON.stringify(value),
  })),
);

describe("three values of each field are written as they stand, where FHIR R4 has their place", () => {
  test.each(cases)("$field $value → $type$place = $token", ({ field, entry, value, ...wanted }) => {
    const { bytes, values } = encodeFhir(chartOf([field, entry, value]));
    const found = values.filter((one) => one.value.field === field);
    expect(found.length).toBe(1);
    const [, , index = "", , ...steps] = found[0]?.at.place.split("/") ?? [];
    // Bytes of ours.
    const bundle = JSON.parse(textOfBytes(bytes)) as Bundle;
    expect({
      type: bundle.entry[Number(index)]?.resource.resourceType,
      place: `/${steps.join("/")}`,
      token: textOfBytes(bytes, found[0]?.at.start, found[0]?.at.end),
    }).toEqual(wanted);
  });
});
