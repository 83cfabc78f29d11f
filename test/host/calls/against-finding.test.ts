import { describe, expect, test } from "vitest";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { RunFault } from "../../../core/compare/result.ts";
import { againstFinding, foretellerOf } from "../../../host/calls/against-finding.ts";

const street = fieldId("patient.address.line1");
const family = fieldId("patient.name.family");

function finding(id: string, params: RunFault["params"]): RunFault {
  return {
    id,
    params,
    scope: "systematic",
    fields: [street],
    cases: 3,
    also: [],
    why: "",
    probe: "",
    triage: { cause: "", firstStep: "", call: "" },
  };
}

function chart(values: readonly [typeof street, string, string][]): Chart {
  const rows = values.map(([field, entry, value]) => ({ field, entry, value }));
  // Only the values of a chart are looked at.
  return { person: "p-0001", values: rows } as unknown as Chart;
}

const cut = finding("TRUNCATE", { n: 10 });
const sent = chart([
  [street, "", "12 Harbour Street"],
  [street, "address-2", "9 Mill"],
  [family, "", "Abara-Lindqvist"],
]);
const foretell = foretellerOf(cut, [{ n: 10 }]);

describe("a value speaks against a cut at ten characters", () => {
  test("where it is longer and came back whole", () => {
    expect(againstFinding(cut, sent, [street], foretell)).toEqual({
      survivors: [
        { key: street, field: street, source: "12 Harbour Street", expected: "12 Harbour" },
      ],
      untouched: 0,
    });
  });

  test("not where it is short, which is counted apart", () => {
    const found = againstFinding(cut, sent, [`${street} address-2`], foretell);
    expect(found).toEqual({ survivors: [], untouched: 1 });
  });

  test("not where it differed, nor in another field", () => {
    const found = againstFinding(cut, sent, [family], foretell);
    expect(found).toEqual({ survivors: [], untouched: 0 });
  });
});

describe("what cannot be foretold", () => {
  test("is listed without a word on what should have become of it", () => {
    const dropped = finding("DROP-ELEMENT", {});
    const found = againstFinding(dropped, sent, [street], foretellerOf(dropped, []));
    expect(found.survivors).toMatchObject([{ source: "12 Harbour Street", expected: null }]);
  });

  test("is said where the parameters differ from value to value", () => {
    const unknown = finding("TRUNCATE", {});
    const foretold = foretellerOf(unknown, [{ n: 10 }, { n: 12 }]);
    expect(foretold(street, "12 Harbour Street")).toBeNull();
    // too short for any of them
    expect(foretold(street, "9 Mill")).toBe("same");
  });
});
