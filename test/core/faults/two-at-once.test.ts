import { describe, expect, test } from "vitest";

import { chartOf, compared } from "../compare/chart-of.ts";
import { inferred, inferredTwice } from "./inferred.ts";
import type { Person } from "./inferred.ts";

/** What one value alone is called, its set of names included. */
function namesOf(field: string, source: string, target: string): readonly string[] {
  const [difference] = compared(
    chartOf({ [field]: source }),
    chartOf({ [field]: target }),
  ).differences;
  const faults = difference?.faults ?? [];
  const sets = [faults.map(({ id }) => id), ...(faults[0]?.oneOf ?? [])];
  return [...new Set(sets.map((ids) => ids.toSorted().join("+")))];
}

const inOneField = (field: string, values: Readonly<Record<string, string>>): readonly Person[] =>
  Object.entries(values).map(([sent, came]) => ({
    sent: { [field]: sent },
    came: { [field]: came },
  }));

describe("two faults on one value are named, whichever of them acted first", () => {
  const family = "patient.name.family";
  const line = "patient.address.line1";

  test.each([
    [family, "O'Méara-D’Lacy", "O'M?ara-D\u0019Lacy", "CHARSET-LOWBYTE+CHARSET-QMARK"],
    [family, "Müller", "MC<ller", "CHARSET-7BIT+CHARSET-U8-1252"],
    [family, "José", "Jos∩┐╜", "CHARSET-1252-U8+CHARSET-OEM"],
    [line, "Große Iñigo Street", "Gro├ƒe I├", "CHARSET-OEM+TRUNCATE"],
    [line, "½ Half Street", "¬\u2126 Half Str", "CHARSET-OEM+TRUNCATE"],
    [line, "Elm & Iñigo", "Elm &amp; I?igo", "CHARSET-QMARK+ENTITY-LEAK"],
    [line, "Elm’s “Iñigo”", "Elm's &quot;Iñigo&quot;", "ENTITY-LEAK+QUOTE"],
    ["note.text note-1", "one\nIñigo", "ONE IÑIGO", "CASE+NEWLINE-LOSS"],
    [line, "12 Elm Street", "12ElmStreet     ", "PAD+SPACE"],
    [line, "12 Elms Avenue… north", "12 Elmue north", "CHARSET-DROP+TRUNCATE-MID"],
    [line, "12 Íñigo Avenue north", "12 ??igo?north", "CHARSET-QMARK+TRUNCATE-MID"],
    [family, "Ivy Stein", "\u0406V\u0423 STEIN", "CASE+CONFUSABLE"],
  ])("%s: %j → %j is %s", (field, source, target, name) => {
    expect(namesOf(field, source, target)[0]).toBe(name);
  });

  test("twins of another alphabet of which the second fault left nothing", () => {
    expect(namesOf(family, "Núñez-Pena", "Nz-n")).toEqual(["CHARSET-DROP+CONFUSABLE"]);
    expect(namesOf(family, "Núñez-Pena", "N???z-??n?")).toEqual(["CHARSET-QMARK+CONFUSABLE"]);
    // One "a" is still there: no twin took the place of the letter.
    expect(namesOf(family, "Núñez-Panea", "Nz-na")).toEqual(["UNKNOWN"]);
  });

  test("what the first put in went through the second as well", () => {
    expect(namesOf(line, "12 Long Northern Elm Street", "12 Long&Street")).toEqual([
      "CHARSET-LOWBYTE+TRUNCATE-MID",
    ]);
    expect(namesOf(family, "Mirjamlo", "Mirjâ€‹amlo")).toEqual(["CHARSET-U8-1252+INVISIBLE-ADD"]);
    expect(namesOf(family, "Mirjamlo", "Mirjâ€xamlo")).toEqual(["UNKNOWN"]);
  });

  test("no first fault is made up of which the second left no sign", () => {
    expect(namesOf(line, "12 Elm Street west", "12 Elm S")).toEqual(["TRUNCATE"]);
    const plain = { "patient.name.family": "Núñez" };
    const { differences } = compared(chartOf(plain), chartOf({ "patient.name.family": "Nez" }), {
      unlisted: new Set(["CHARSET-DROP"]),
    });
    const ids = differences[0]?.faults.map(({ id }) => id) ?? [];
    expect(ids).toEqual(["UNKNOWN"]);
  });

  test("a sign that anybody may have typed is no hidden one that a second fault made of it", () => {
    expect(namesOf("patient.address.postal-code", "01103", "01103-")).toEqual(["UNKNOWN"]);
    expect(namesOf(family, "Okafor", "Oka-for")).toEqual(["UNKNOWN"]);
    expect(namesOf(family, "O'Brien-Núñez", "O'Bren-Núñez")).toEqual(["UNKNOWN"]);
  });

  test("that anything else did it is as likely where one sign or one piece makes the difference", () => {
    expect(namesOf(family, "Bob", "Bo?b")).toContain("UNKNOWN");
    expect(namesOf(line, "123 N. Main St Apt #4", "123 N. Main Apt #4")).toContain("UNKNOWN");
    // Others of the run had a "?" for a letter, and hidden signs: what became of one is known.
    const known = {
      ...{ "1 Café": "1 Caf?", "2 Nuñoa": "2 Nu?oa", "3 Ñame": "3 ?ame" },
      ...{ "4 Elm": "4 E\u200Blm", "5 Oak": "5 O\u200Bak", "6 Fir": "6 F\u200Bir" },
      ...{ "7 Pine": "7 P?ine" },
    };
    const said = inferred(inOneField(line, known)).names.at(-1)?.split(" of ") ?? [];
    expect(said[0]?.split("+").toSorted()).toEqual(["CHARSET-QMARK", "INVISIBLE-ADD"]);
    expect(said[1]?.split("|") ?? []).not.toContain("UNKNOWN");
  });

  test("a no-break space at the end is no part of the filling", () => {
    expect(namesOf(family, "Nicolà", "NicolÃ\u00A0    ")).toEqual(["CHARSET-U8-1252+PAD"]);
  });

  test("names that nothing tells apart are all shown", () => {
    const names = namesOf(family, "Müller", "M??ller");
    expect(names).toContain("CHARSET-QMARK+CHARSET-U8-1252");
    expect(names).toContain("CHARSET-OEM+CHARSET-QMARK");
  });
});

describe("what a run has learnt explains values on which several faults met", () => {
  const line = "patient.address.line1";

  test("three at once, where two of them act alone elsewhere", () => {
    const { names } = inferred(
      inOneField(line, {
        "1 Elm Street": "1 ELM STREET",
        "2 Oak Street": "2 OAK STREET",
        "3 Fir Street": "3 FIR STREET",
        "4 Café": "4 CAF",
        "5 Nuñoa": "5 NUOA",
        "6 Ñame": "6 AME",
        "7 O'Méara": "7 OMARA",
      }),
    );
    expect(names.at(-1)?.split("+").toSorted()).toEqual(["CASE", "CHARSET-DROP", "PUNCT-STRIP"]);
  });

  test("a change without a pattern stays unknown beside them", () => {
    const { names } = inferred(
      inOneField(line, {
        "1 Elm Street": "1 ELM STREET",
        "2 Oak Street": "2 OAK STREET",
        "3 Fir Street": "3 FIR STREET",
        "7 Pine Street": "7 QJNE STREXT",
      }),
    );
    expect(names).toEqual(["CASE", "CASE", "CASE", "UNKNOWN"]);
  });

  test("a date that was swapped after it had moved, as others moved by the same days", () => {
    const dates = {
      "1980-02-20": "1980-02-19",
      "1981-03-25": "1981-03-24",
      "1982-05-30": "1982-05-29",
      "1983-01-03": "1983-02-01",
    };
    const { names } = inferred(inOneField("patient.birth-date", dates));
    expect(names.map((name) => name.split("+").toSorted().join("+"))).toEqual([
      "DATE-SHIFT",
      "DATE-SHIFT",
      "DATE-SHIFT",
      "DATE-SHIFT+DATE-SWAP",
    ]);
  });

  test("a limit in bytes is as good as one in letters until a value tells, also beside another fault", () => {
    const plain = { "one two three four": "onetwothree", "red blue green pink": "redbluegree" };
    const [first] = inferred(inOneField(line, plain)).names;
    expect(first).toContain("SPACE+TRUNCATE-BYTES");
    const telling = { ...plain, "één two three four": "ééntwothr" };
    const { names } = inferred(inOneField(line, telling));
    expect(new Set(names)).toEqual(new Set(["SPACE+TRUNCATE-BYTES"]));
  });
});

describe("one number that was added to all others", () => {
  const dose = "medication.dose-value rx-1";
  const values = { "20": "25", "40": "45", "7.5": "12.5", "2.25": "7.3", "3.45": "8.5" };

  test("is a calculation of its own or an unknown cause, alone and with a rounding", () => {
    const { names } = inferred(inOneField(dose, values));
    expect(names[0]).toBe("COMPUTED-DRIFT of COMPUTED-DRIFT|UNKNOWN");
    expect(names[3]).toMatch(/^(?:ROUND\+COMPUTED-DRIFT|COMPUTED-DRIFT\+ROUND) of .*\|UNKNOWN$/u);
    const { faults, again } = inferredTwice(inOneField(dose, values));
    expect(again).toEqual(faults);
  });

  test("is found behind a point that was lost, and before odd digits", () => {
    const behind = { "20": "25", "40": "45", "7.5": "80", "2.25": "230", "3.4": "39" };
    const { names } = inferred(inOneField(dose, behind));
    expect(names.slice(2).every((name) => /COMPUTED-DRIFT.* of .*UNKNOWN/u.test(name))).toBe(true);
    const odd = { "20": "25", "40": "45", "60": "65", "29.7": "34.70000076293945" };
    const last = inferred(inOneField(dose, odd)).names.at(-1);
    expect(last).toMatch(/^COMPUTED-DRIFT\+FLOAT-NOISE of |^FLOAT-NOISE\+COMPUTED-DRIFT of /u);
  });

  test("is none where two values show it, or others became something else", () => {
    const few = inferred(inOneField(dose, { "20": "25", "41": "46" }));
    expect(few.ids).toEqual(["UNKNOWN"]);
    const mixed = {
      "21": "26",
      "42": "47",
      "61": "66",
      "19": "33",
      "23": "71",
      "37": "84",
      "53": "99",
    };
    expect(inferred(inOneField(dose, mixed)).ids).toEqual(["UNKNOWN"]);
  });
});

test("half of a character in a value stops nobody from looking for two faults", () => {
  const names = namesOf("patient.address.line1", "12 \uD800 Élm Street", "\uD801 77 KQ");
  expect(names).toEqual(["UNKNOWN"]);
});
