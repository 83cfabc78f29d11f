import { describe, expect, test } from "vitest";
import { fields } from "../../../core/catalogue/fields.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { bytesOf, rowOfValue, textOfBytes } from "./chart-of.ts";
import { foreign, rowsWritten } from "./three-of-each.ts";

const rows = new Map(rowsWritten().map((row) => [row.field, row]));

const cases = foreign.flatMap(([field, entry, elements]) => {
  const row = rows.get(field);
  return (row?.values ?? []).map((value) => {
    const inside = elements
      .replace("%", JSON.stringify(value).slice(1, -1))
      .replace(":#", `:${value}`);
    const json = `{${inside},"resourceType":"${row?.type ?? ""}"}`;
    return { field, entry, value, json, token: row?.bare === true ? value : JSON.stringify(value) };
  });
});

describe("three values of each field are read from where another system may have them", () => {
  test.each(cases)("$json → $field $entry = $value", ({ field, entry, value, json, token }) => {
    const bytes = bytesOf(json);
    const { values } = decodeFhir([bytes]);
    const found = values.filter((one) => one.value.field === field);
    expect(found.map((one) => rowOfValue(one.value))).toEqual([[field, entry, value]]);
    expect(textOfBytes(bytes, found[0]?.at.start, found[0]?.at.end)).toBe(token);
  });
});

/** Kinds of record that encode-further and decode-further hold in the same way, and single fields there. */
const furtherLists =
  "guardian proxy guarantor consent immunization order referral note charge".split(" ");
const furtherFields =
  `patient.account-number record.entered-by record.security-label provider.name encounter.account
   appointment.slot problem.rank result.accession result.report-status result.reported-time result.sub-id`.split(
    /\s+/,
  );
/** These say something of another value, which a row of the table has not. */
const besideOthers =
  "patient.telecom.extension patient.telecom.rank privacy.protected allergy.none-known".split(" ");

test("every field that FHIR carries has its three values, both ways", () => {
  const carried = fields.filter(
    (field) => carriedByFhir(field) && field.place === "own" && field.form !== "list",
  );
  const rest = carried
    .filter(({ list }) => !furtherLists.includes(list?.split("/")[0] ?? ""))
    .map(({ id }): string => id)
    .filter((id) => !furtherFields.includes(id) && !besideOthers.includes(id));
  expect([...rows.keys()].toSorted()).toEqual(rest.toSorted());
  expect(foreign.map(([field]) => field).toSorted()).toEqual(rest.toSorted());
  const short = [...rows.values()].filter(({ field, values }) => {
    const { type } = fields.find(({ id }) => id === field) ?? { type: "" };
    const most = type === "boolean" || field === "allergy.type" ? 2 : 3;
    return field !== "patient.test-mark" && values.length < most;
  });
  expect(short).toEqual([]);
});
