import { describe, expect, test } from "vitest";
import { messRanges } from "../../renderer/screens/make/planted.ts";

function planted(clean: string | null, messy: string) {
  return {
    field: "patient.name.family",
    label: "Last name",
    entry: "",
    operators: ["name-accent-nfc"],
    says: ["An accent."],
    clean,
    messy,
    expected: "must arrive unchanged",
  };
}

function shown(clean: string | null, messy: string): string[] {
  const characters = Array.from(messy);
  return messRanges(planted(clean, messy)).map(({ start, end }) =>
    characters.slice(start, end).join(""),
  );
}

describe("the mess that was planted is marked in place", () => {
  test("the one letter that was made messy", () => {
    expect(shown("Jose", "José")).toEqual(["é"]);
  });

  test("where another name stands now, the characters that systems stumble over", () => {
    expect(shown("Ortiz", "O’Brien")).toEqual(["’"]);
  });

  test("a token that both carry at the end does not count as the same name", () => {
    expect(shown("Ortizbakudalem", "O’Brienbakudalem")).toEqual(["’"]);
  });

  test("a date that was made ambiguous is marked whole", () => {
    expect(shown("1984-05-23", "1977-03-04")).toEqual(["1977-03-04"]);
  });

  test("what was left out on purpose marks nothing", () => {
    expect(messRanges({ ...planted("Jose", ""), messy: null })).toEqual([]);
  });
});
