import { describe, expect, test } from "vitest";

import { inferred } from "./inferred.ts";
import type { Person } from "./inferred.ts";

const phone = "patient.telecom.home p-1";

function people(...numbers: readonly (readonly [sent: string, came: string])[]): Person[] {
  return numbers.map(([sent, came]) => ({ sent: { [phone]: sent }, came: { [phone]: came } }));
}

describe("whole numbers in place of those that were sent", () => {
  test("may be a third source's, where each person has another one", () => {
    const { ids, names } = inferred(
      people(
        ["508-555-0103", "555-555-0186"],
        ["802-555-0139", "555-555-0141"],
        ["212-555-0111", "555-555-0177"],
      ),
    );
    expect(ids).toEqual(["EXTERNAL-OVERWRITE"]);
    expect(new Set(names)).toEqual(new Set(["EXTERNAL-OVERWRITE of EXTERNAL-OVERWRITE|UNKNOWN"]));
  });

  test("are that source's as well where one of them shares its last digits with ours", () => {
    const { ids } = inferred(
      people(
        ["508-555-0103", "555-555-0186"],
        ["802-555-0139", "555-555-0141"],
        ["212-555-0111", "555-555-0177"],
        ["617-555-0106", "555-555-0106"],
      ),
    );
    expect(ids).toEqual(["EXTERNAL-OVERWRITE"]);
  });

  test("are of unknown origin in two people", () => {
    const two = people(["508-555-0103", "555-555-0186"], ["802-555-0139", "555-555-0141"]);
    expect(inferred(two).ids).toEqual(["UNKNOWN"]);
  });

  test("are no third source's where all of them are one filler", () => {
    const same = people(
      ["508-555-0103", "555-555-0186"],
      ["802-555-0139", "555-555-0186"],
      ["212-555-0111", "555-555-0186"],
    );
    expect(inferred(same).ids).not.toContain("EXTERNAL-OVERWRITE");
  });

  test("are damaged, and nobody else's, where half of what was sent is left", () => {
    const half = people(
      ["508-555-0103", "508-555-0186"],
      ["802-555-0139", "802-555-0141"],
      ["212-555-0111", "212-555-0177"],
    );
    expect(inferred(half).ids).not.toContain("EXTERNAL-OVERWRITE");
  });
});
