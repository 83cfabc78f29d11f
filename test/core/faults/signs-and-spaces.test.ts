import { describe, expect, test } from "vitest";

import { chartOf, compared } from "../compare/chart-of.ts";

const note = "result.note obs-1";
const family = "patient.name.family";

/** The faults of one value in order, and the names that are as good. */
function named(key: string, source: string, target: string): string {
  const { differences, allowed } = compared(chartOf({ [key]: source }), chartOf({ [key]: target }));
  const faults = [...differences, ...allowed][0]?.faults ?? [];
  const oneOf = faults[0]?.oneOf?.map((ids) => ids.join("+")).join("|");
  return `${faults.map(({ id }) => id).join("+")}${oneOf === undefined ? "" : ` of ${oneOf}`}`;
}

describe("a hidden character that came", () => {
  test.each([
    ["before the value, as a byte-order mark", "Okafor", "\uFEFFOkafor"],
    ["between two letters, as a byte-order mark", "Okafor", "Oka\uFEFFfor"],
    ["behind a value that has one of its own", "Béranger\u200Bka", "Béranger\u200Bka\u200E"],
    ["twice", "García\u00ADju", "\u200EGarcía\u00ADju\u200E"],
    ["for a space, as a no-break space", "De La Cruz", "De\u00A0La Cruz"],
  ])("%s", (_where, source, target) => {
    expect(named(family, source, target)).toContain("INVISIBLE-ADD");
    expect(named(family, source, target)).not.toMatch(/TRIM|\+/u);
  });

  test("is not said where a letter changed as well", () => {
    expect(named(family, "Okafor", "\u200EOkafur")).not.toBe("INVISIBLE-ADD");
  });

  test("is no space that came at the ends", () => {
    expect(named(family, "Okafor", " Okafor")).toBe("TRIM");
    expect(named(family, " Okafor", "Okafor")).toBe("TRIM");
    expect(named(family, "\uFEFFOkafor", "Okafor")).toBe("INVISIBLE-DROP");
  });
});

describe("HL7's escapes", () => {
  test.each([
    ["salt & \r\nwater", "salt \\T\\ \\X0D\\\\X0A\\water", "ESCAPE-LEAK"],
    ["né", "n\\XC3A9\\", "ESCAPE-LEAK"],
    ["\\T\\ as it was typed", "\\E\\T\\E\\ as it was typed", "ESCAPE-LEAK"],
    ["salt & water\n", "salt \\E\\T\\E\\ water\\E\\X0A\\E\\", "ESCAPE-DOUBLE"],
    ["\\T\\ \\X0D\\ %27", "& \r %27", "ESCAPE-DOUBLE"],
    ["\\F\\ \\X41\\", "| A", "ESCAPE-DOUBLE"],
    ["\\T\\ \\X0D\\ %27", "& \r %28", "UNKNOWN"],
  ])("%j that came as %j is %s", (source, target, name) => {
    expect(named(note, source, target).split(" ")[0]).toBe(name);
  });
});

describe("an old code page", () => {
  test.each([
    ["O'Méara", "O'M√©ara", "of UTF-8 on a Mac"],
    ["Große", "Gro√üe", "of UTF-8 on a Mac"],
    ["Müller", "M¸ller", "of Windows-1252 on a Mac"],
    ["👍 ok", "�üëç ok", "where the Mac's own sign is unreadable"],
    ["👍 ok", "\uF8FFüëç ok", "where the Mac's own sign is kept"],
    ["José", "Jos├⌐", "of UTF-8 on a console"],
  ])("%s that came as %s is named (%s)", (source, target) => {
    expect(named(family, source, target)).toBe("CHARSET-OEM");
  });

  test("is not said where another letter changed as well", () => {
    expect(named(family, "O'Méara", "O'M√©aro")).toBe("UNKNOWN");
  });
});

test("dots that one sign became are as much a folding as plain letters for special ones", () => {
  expect(named(note, "seen on Tue… [cut]", "seen on Tue... [cut]")).toBe(
    "TRANSLIT of TRANSLIT|NFKC-FOLD",
  );
  expect(named(note, "½ tablet", "1⁄2 tablet")).toBe("NFKC-FOLD");
});
