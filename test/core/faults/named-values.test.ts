import { describe, expect, test } from "vitest";

import { chartOf, compared } from "../compare/chart-of.ts";

type Values = Readonly<Record<string, string>>;

/** What the difference of one field is called, beside what else stands in the record. */
function namesOf(field: string, sent: Values, came: Values): string {
  const { differences, allowed } = compared(chartOf(sent), chartOf(came));
  const found = [...differences, ...allowed].find((each) => each.field === field);
  return (found?.faults ?? []).map(({ id }) => id).join("+");
}

function named(key: string, source: string, target: string): string {
  const [field = ""] = key.split(" ");
  return namesOf(field, { [key]: source }, { [key]: target });
}

describe("a reference that leads elsewhere", () => {
  test.each([
    ["note.encounter note-1", "ZZT-7K3M9PQ2", "ZZT-2H8W4RTV", "WRONG-ENCOUNTER"],
    ["note.encounter note-1", "ZZT-7K3M9PQ2", "second visit", "UNKNOWN"],
    ["note.encounter note-1", "ZZT-10012001", "ZZT-10012002", "WRONG-ENCOUNTER"],
    ["order.encounter ord-1", "ZZT-10012001", "ZZT-10012002", "WRONG-ENCOUNTER"],
    ["provider.rendering enc-1", "9000000015", "9000000023", "WRONG-PROVIDER"],
    ["charge.rendering-provider chg-1", "9000000015", "9000000023", "WRONG-PROVIDER"],
    ["encounter.location enc-1", "ZZT-ROOM-1", "ZZT-ROOM-2", "WRONG-LOCATION"],
  ])("%s: %s → %s is %s", (key, source, target, name) => {
    expect(named(key, source, target)).toBe(name);
  });

  test("is no other provider where the number was only cut", () => {
    expect(named("provider.rendering enc-1", "9000000015", "90000000")).toBe("TRUNCATE");
  });
});

describe("a number that is written otherwise", () => {
  const legacy = "patient.identifier.legacy old-1";

  test.each([
    ["A-00-12-34", "a001234", "ID-REFORMAT"],
    ["12.345.678-5", "MRN123456785", "ID-REFORMAT"],
    ["ZZ 00 1234", "ZZ001234-01", "ID-REFORMAT"],
    ["A-00-12-34", "A001234", "ID-REFORMAT"],
    ["0001234", "1234", "LEADING-ZERO"],
    ["000-06-0205", "MRN000-06-0205", "ID-REFORMAT"],
    ["000-06-0205", "MRN000-06-0206", "UNKNOWN"],
  ])("%s → %s is %s", (source, target, name) => {
    expect(named(legacy, source, target)).toBe(name);
  });

  test("has a letter for one of its zeros where the others stayed", () => {
    expect(named(legacy, "0012345", "t012345")).not.toBe("ID-REFORMAT");
  });

  test("is another number where a digit differs", () => {
    expect(named(legacy, "A-00-12-34", "A001235")).not.toContain("ID-REFORMAT");
  });
});

describe("values that ran into each other", () => {
  const place = { "patient.address.line1": "12 Elm Street", "patient.address.line2": "Apt 4B" };

  test("two address lines in one are glued together", () => {
    const came = { "patient.address.line1": "12 Elm Street, Apt 4B" };
    expect(namesOf("patient.address.line1", place, came)).toBe("CONCAT");
  });

  test("words that nobody sent are not", () => {
    const came = { "patient.address.line1": "12 Elm Street, Floor 9" };
    expect(namesOf("patient.address.line1", place, came)).not.toContain("CONCAT");
  });

  test("an end that ran into the next box is no plain cut", () => {
    const sent = {
      "patient.address.line1": "12 Northern Elm Street",
      "patient.address.city": "Erie",
    };
    const spilt = {
      "patient.address.line1": "12 Northern",
      "patient.address.city": "Elm Street Erie",
    };
    expect(namesOf("patient.address.line1", sent, spilt)).toBe("OVERFLOW-SPILL");
    const cut = { ...spilt, "patient.address.city": "Erie" };
    expect(namesOf("patient.address.line1", sent, cut)).toBe("TRUNCATE");
  });

  test("one letter is the end of another box where it alone fills an empty one", () => {
    const sent = { "patient.address.line1": "709 Lane", "patient.address.city": "Erie" };
    const cut = { ...sent, "patient.address.line1": "709 Lan" };
    const spilt = { ...cut, "patient.address.line2": "e" };
    expect(namesOf("patient.address.line1", sent, spilt)).toBe("OVERFLOW-SPILL");
    const other = { ...cut, "patient.address.city": "eErie" };
    expect(namesOf("patient.address.line1", sent, other)).not.toContain("OVERFLOW-SPILL");
  });
});

describe("letters that look alike, and letters that are too wide", () => {
  const family = "patient.name.family";

  test.each([
    [family, "Mаria", "Maria", "CONFUSABLE"],
    [family, "Smith", "S\u0000m\u0000i\u0000t\u0000h\u0000", "CHARSET-WIDE"],
    [family, "Smith", "S m i t h", "CHARSET-WIDE"],
  ])("%s: %s → %s is %s", (key, source, target, name) => {
    expect(named(key, source, target)).toBe(name);
  });
});

test("a date before 1970 whose negative count lost its sign was read as a number", () => {
  expect(named("patient.birth-date", "1960-12-29", "2097-02-03")).toBe("EPOCH");
  expect(named("patient.birth-date", "1899-12-31", "2036-02-06")).toBe("EPOCH");
  expect(named("encounter.start enc-1", "1960-12-29T00:00:00Z", "2097-02-03T06:28:16Z")).toBe(
    "EPOCH",
  );
  expect(named("patient.birth-date", "1980-12-29", "2117-02-03")).not.toContain("EPOCH");
});

test.each([
  ["1984-04-03", "2084-04-03", "CENTURY"],
  ["1984-04-03", "0084-04-03", "CENTURY"],
  ["1984-04-03", "1084-04-03", "UNKNOWN"],
])("nobody guessed a century that is further off: %s → %s is %s", (source, target, name) => {
  expect(named("patient.birth-date", source, target)).toBe(name);
});

test("blanks that changed inside a name moved no part of it", () => {
  const name = named("patient.name.family", "De\u00A0La Cruz", "De La Cruz      ");
  expect(name).toBe("INVISIBLE-DROP+PAD");
});

test("a sign that is gone from inside a dose in words may be its decimal point", () => {
  const sig = "medication.sig rx-1";
  const [difference] = compared(
    chartOf({ [sig]: "Take 2.5 mg daily" }),
    chartOf({ [sig]: "Take 25 mg daily" }),
  ).differences;
  expect(difference?.faults[0]?.oneOf).toEqual([["PUNCT-STRIP"], ["DECIMAL-LOSS"]]);
  expect(named(sig, "Take 2.5 mg daily.", "Take 25 mg daily.")).toBe("DECIMAL-LOSS");
  expect(named(sig, "Take 2.5 mg. Daily.", "Take 25 mg Daily")).toBe("PUNCT-STRIP");
});

test("the comma in a result stands before its unit as well", () => {
  expect(named("result.value obs-1", "5.4 mmol/L", "5,4 mmol/L")).toBe("DECIMAL-COMMA");
  expect(named("result.value obs-1", "5.4 mmol/L", "5,4 mg/dL")).not.toBe("DECIMAL-COMMA");
});

describe("none of one kind is known", () => {
  const number = { "allergy.identifier al-1": "ZZT-7K3M9PQ2" };
  const code = (text: string) => ({ ...number, "allergy.code al-1": text });

  test("is no statement about all kinds", () => {
    expect(namesOf("allergy.code", code("409137002"), code("716186003"))).toBe("NEGATION-WIDENED");
  });

  test("does not come of the wider statement", () => {
    expect(namesOf("allergy.code", code("716186003"), code("409137002"))).toBe("CODE-REMAP");
  });
});

test("one of several that is neither the first nor the last was chosen by a rule", () => {
  const sent = Object.fromEntries(
    ["Okafor", "Lindqvist", "Marchetti"].map((name, at) => [
      `patient.name.alias alias-${String(at + 1)}`,
      name,
    ]),
  );
  const { differences } = compared(
    chartOf(sent),
    chartOf({ "patient.name.alias alias-1": "Lindqvist" }),
  );
  expect(differences.map(({ faults }) => faults[0]?.id)).toEqual(["CARDINALITY", "CARDINALITY"]);
});

describe("the same thing in another release of its list", () => {
  test.each([
    ["problem.code pr-1", "M54.50", "M54.5", "CODE-VERSION"],
    ["problem.code pr-1", "F32.A", "F32.9", "CODE-VERSION"],
    ["problem.code pr-1", "M54.50", "M54.51", "CODE-REMAP"],
    ["problem.code pr-1", "E11.65", "E11", "CODE-BROADEN"],
    [
      "problem.code-system pr-1",
      "http://hl7.org/fhir/sid/icd-10-cm",
      "http://hl7.org/fhir/sid/icd-9-cm",
      "CODE-VERSION",
    ],
  ])("%s: %s → %s is %s", (key, source, target, name) => {
    expect(named(key, source, target)).toBe(name);
  });

  test("is the code of the edition before", () => {
    const problem = (code: string): Values => ({
      "problem.identifier pr-1": "ZZT-7K3M9PQ2",
      "problem.code pr-1": code,
    });
    expect(namesOf("problem.code", problem("I10"), problem("401.9"))).toBe("CODE-VERSION");
  });

  test("is no other list", () => {
    const problem = (code: string, system: string): Values => ({
      "problem.code pr-1": code,
      "problem.code-system pr-1": system,
    });
    const sent = problem("I10", "http://hl7.org/fhir/sid/icd-10-cm");
    const came = problem("I10", "http://snomed.info/sct");
    expect(namesOf("problem.code-system", sent, came)).toBe("SYSTEM-LOSS");
  });
});

describe("a value that follows from others", () => {
  const visit = (end: string, minutes: string): Values => ({
    "appointment.identifier ap-1": "ZZT-7K3M9PQ2",
    "appointment.start ap-1": "2026-02-03T09:00:00-05:00",
    "appointment.end ap-1": end,
    "appointment.duration ap-1": minutes,
  });
  const sent = visit("2026-02-03T09:30:00-05:00", "30");

  test("was worked out anew from what the other system holds", () => {
    const came = visit("2026-02-03T10:30:00-05:00", "90");
    expect(namesOf("appointment.duration", sent, came)).toBe("COMPUTED-DRIFT");
  });

  test("was worked out by another formula where the values are the same", () => {
    const came = visit("2026-02-03T09:30:00-05:00", "35");
    expect(namesOf("appointment.duration", sent, came)).toBe("COMPUTED-DRIFT");
  });

  test("was not where it did not follow before, nor where a plain fault makes it", () => {
    const odd = visit("2026-02-03T09:30:00-05:00", "45");
    const came = visit("2026-02-03T09:30:00-05:00", "35");
    expect(namesOf("appointment.duration", odd, came)).toBe("UNKNOWN");
    const shifted = visit("2026-02-03T09:30:00-05:00", "300");
    expect(namesOf("appointment.duration", sent, shifted)).toBe("DECIMAL-SHIFT");
  });

  test("is the flag of a result that is ten times too big", () => {
    const result = (value: string, flag: string): Values => ({
      "result.identifier res-1": "ZZT-7K3M9PQ2",
      "result.value res-1": value,
      "result.reference-range res-1": "3.5-5.1",
      "result.flag res-1": flag,
    });
    expect(namesOf("result.flag", result("4.5", "N"), result("45", "H"))).toBe("COMPUTED-DRIFT");
    expect(namesOf("result.flag", result("4.5", "N"), result("4.5", "H"))).toBe("CODE-REMAP");
  });
});

describe("numbers that were capped, and numbers in words", () => {
  const dose = "medication.dose-value rx-1";

  test.each([
    [dose, "1200000", "32767", "DIGIT-CLIP"],
    [dose, "193", "99", "DIGIT-CLIP"],
    [dose, "317.25", "99", "DIGIT-CLIP"],
    [dose, "12", "99", "UNKNOWN"],
    ["result.reference-range res-1", "0.61-1.29", "0,61-1,29", "DECIMAL-COMMA"],
    ["result.reference-range res-1", "0.61-1.29", ".61-1.29", "NAKED-DECIMAL"],
    ["patient.name.family", "Okafor", "Okafor        ", "PAD"],
    ["patient.name.family", "Okafor", " Okafor", "TRIM"],
  ])("%s: %s → %s is %s", (key, source, target, name) => {
    expect(named(key, source, target)).toBe(name);
  });
});

describe("a time that moved", () => {
  test.each([
    ["2026-01-26T10:30:00-05:00", "2026-01-26T15:30:00-05:00", "5 h later"],
    ["2026-01-26T10:30:00-05:00", "2026-01-26T09:00:00-05:00", "1 h 30 min earlier"],
    ["2026-01-26T10:30:00-05:00", "2026-01-26T10:15:00-05:00", "15 min earlier"],
  ])("%s → %s moved %s", (source, target, how) => {
    const key = "encounter.start enc-1";
    const { differences } = compared(chartOf({ [key]: source }), chartOf({ [key]: target }));
    expect(differences[0]?.faults[0]?.why).toContain(`The time moved ${how}:`);
  });
});

describe("two faults on one value, of which the second can be taken back", () => {
  const line = "patient.address.line1 a-1";

  test.each([
    ["12 Long Elm Street", "12 Long Elm         ", "TRUNCATE+PAD"],
    ["12 Élm Street", "12 lm Street        ", "CHARSET-DROP+PAD"],
    ["12 Elm Street", "\u200B12 Elm Str", "TRUNCATE+INVISIBLE-ADD"],
    ["12 Elm Street", "12 \u0415LM STREET", "CASE+CONFUSABLE"],
    ["12 Łucja Street", "12 Auc\u000Bja Street", "CHARSET-LOWBYTE+INVISIBLE-ADD"],
    ["12 Café Street", "12 Cafэ".replace("э", "\u251C\u2310") + " Stre", "CHARSET-OEM+TRUNCATE"],
  ])("%j → %j is %s", (source, target, name) => {
    const ids = named(line, source, target).split("+").toSorted();
    expect(ids).toEqual(name.split("+").toSorted());
  });
});
