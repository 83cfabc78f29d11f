import { expect, test } from "vitest";
import { fields } from "../../../core/catalogue/fields.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";

test("FHIR carries exactly the fields for which the catalogue names a place in R4", () => {
  const own = fields.filter((field) => field.place === "own");
  const wrong = own.filter((field) => carriedByFhir(field) !== (field.fhir !== null));
  expect(wrong.map(({ id, fhir }) => [id, fhir])).toEqual([]);
});

test("a field without a place in R4 is named, so that it is never taken for a match", () => {
  const holes = fields.filter((field) => !carriedByFhir(field)).map(({ id }) => id);
  expect(holes.toSorted()).toEqual(
    [
      "patient.identifier.check-digit",
      "patient.identifier.check-digit-scheme",
      "patient.identity-unknown",
      "patient.identity-reliability",
      "privacy.do-not-contact",
      "privacy.custody-restriction",
      "privacy.confidential-address",
      "patient.employer",
      "charge.type",
      "record.last-updated",
      "record.version",
    ].toSorted(),
  );
});
