import { describe, expect, test } from "vitest";
import { fields } from "../../../core/catalogue/fields.ts";
import { carriedByCsv, csvTables } from "../../../core/csv/csv-tables.ts";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { writeCsvRow } from "../../../core/csv/write-csv-row.ts";
import { chartOf } from "./csv-text.ts";
import type { Line } from "./csv-text.ts";

const mrn: readonly Line[] = [
  ["patient.identifier.mrn", "", "0077001"],
  ["patient.identifier.mrn-authority", "", "urn:clinic:mrn"],
];

/** The bytes of one file as text. */
function fileOf(name: string, lines: readonly Line[]): string {
  const file = encodeCsv([chartOf("p-0001", [...mrn, ...lines])]).files.find(
    (one) => one.name === name,
  );
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file?.bytes);
}

/** The cells of a written file that hold something, by column; the test's values need no quotes. */
function cellsOf(name: string, lines: readonly Line[]): Record<string, string> {
  const [header = "", row = ""] = fileOf(name, lines).split("\r\n");
  const cells = row.split(",");
  return Object.fromEntries(
    header.split(",").flatMap((column, i) => (cells[i] === "" ? [] : [[column, cells[i] ?? ""]])),
  );
}

describe("a row of CSV as it is written", () => {
  test.each([
    ["a word", ["Ortiz"], "Ortiz\r\n"],
    ["nothing and the empty text", [null, "", null], ',"",\r\n'],
    ["a comma and quotes", ['Smith, "Bud" Jr.'], '"Smith, ""Bud"" Jr."\r\n'],
    ["line breaks", ["a\nb", "c\r\nd", "e\rf"], '"a\nb","c\r\nd","e\rf"\r\n'],
    ["outer blanks", [" Anna ", "\u00a0x"], '" Anna ","\u00a0x"\r\n'],
    ["formulas, unchanged", ["=1+1", "-5", "+1 555 0100", "@x"], "=1+1,-5,+1 555 0100,@x\r\n"],
    [
      "leading zeros and long numbers",
      ["007", "12345678901234567890"],
      "007,12345678901234567890\r\n",
    ],
    ["letters of all scripts", ["Þór", "عبد", "𠮷"], "Þór,عبد,𠮷\r\n"],
  ])("%s", (_, cells, text) => {
    expect(writeCsvRow(cells).text).toBe(text);
  });

  test("spans count bytes, with the quotes", () => {
    expect(writeCsvRow(["é", null, 'a"b', "x"]).spans).toEqual([
      [0, 2],
      [3, 3],
      [4, 10],
      [11, 12],
    ]);
  });
});

describe("a chart as CSV files", () => {
  test("the people's file has one row a person and the columns of the catalogue", () => {
    const text = fileOf("patients.csv", [["patient.name.family", "", "O'Brien"]]);
    expect(text.startsWith("mrn,mrn_authority,id_type,")).toBe(true);
    expect(text.split("\r\n")[1]?.startsWith("0077001,urn:clinic:mrn,,")).toBe(true);
    expect(text.split("\r\n")).toHaveLength(3);
  });

  test("what repeats stands in numbered columns", () => {
    const cells = cellsOf("patients.csv", [
      ["patient.name.prefix", "marker", "ZZTEST"],
      ["patient.name.prefix", "title-1", "Dr."],
      ["patient.telecom.home", "", "603-555-0100"],
      ["patient.telecom.home", "phone-2", "603-555-0101"],
      ["patient.telecom.home", "phone-10", "603-555-0102"],
      ["patient.telecom.rank", "home", "2"],
      ["patient.telecom.rank", "home-3", "1"],
    ]);
    expect(cells).toEqual({
      mrn: "0077001",
      mrn_authority: "urn:clinic:mrn",
      name_prefix: "ZZTEST",
      name_prefix_2: "Dr.",
      phone_home: "603-555-0100",
      phone_home_2: "603-555-0101",
      phone_home_3: "603-555-0102",
      phone_rank_home: "2",
      phone_rank_home_3: "1",
    });
  });

  test("an allergy is a row, tied to the person by chart number", () => {
    expect(
      fileOf("allergies.csv", [
        ["allergy.substance", "al-1", "Penicillin"],
        ["allergy.reaction", "al-1/reaction-1", "Rash, hives"],
        ["allergy.reaction", "al-1/reaction-2", "Cough"],
        ["allergy.reaction-severity", "al-1/reaction-2", "mild"],
        ["allergy.identifier", "al-1", "ZZT-A1"],
        ["allergy.substance", "al-2", "Latex"],
      ]),
    ).toBe(
      "mrn,mrn_authority,allergy_substance,allergy_code,allergy_code_system,no_known_allergies,allergy_status,allergy_verification,allergy_criticality,allergy_reaction,allergy_id,allergy_type,allergy_severity,allergy_category,allergy_onset,allergy_reaction_2,allergy_severity_2\r\n" +
        '0077001,urn:clinic:mrn,Penicillin,,,,,,,"Rash, hives",ZZT-A1,,,,,Cough,mild\r\n' +
        "0077001,urn:clinic:mrn,Latex,,,,,,,,,,,,,,\r\n",
    );
  });

  test("a second code keeps its code system beside it", () => {
    const cells = cellsOf("medicines.csv", [
      ["medication.code", "rx-1", "5640"],
      ["medication.code-system", "rx-1", "rxnorm"],
      ["medication.code", "rx-1/code-2", "L-17"],
      ["medication.code", "rx-1/code-3", "ndc-9"],
      ["medication.code-system", "rx-1/code-3", "ndc"],
      ["medication.dose-value", "rx-1", "2.50"],
    ]);
    expect(cells).toMatchObject({ med_code: "5640", med_code_system: "rxnorm", med_dose: "2.50" });
    expect(cells).toMatchObject({ med_code_2: "L-17", med_code_3: "ndc-9" });
    expect(cells).toMatchObject({ med_code_system_3: "ndc" });
    expect(cells).not.toHaveProperty("med_code_system_2");
  });

  test("a value that was sent empty is written as such, one that is missing is not written", () => {
    const text = fileOf("problems.csv", [
      ["problem.code", "dx-1", "!empty"],
      ["problem.text", "dx-1", "Cough"],
    ]);
    expect(text.split("\r\n")[1]).toBe('0077001,urn:clinic:mrn,"",,Cough,,,,,');
  });

  test("rows are tied by the first chart number that is one, or by none", () => {
    const second: readonly Line[] = [
      ["patient.identifier.mrn", "", "!unknown"],
      ["patient.identifier.mrn-authority", "", "urn:a"],
      ["patient.identifier.mrn", "mrn-2", "88"],
      ["patient.identifier.mrn-authority", "mrn-2", "urn:b"],
      ["problem.text", "dx-1", "Cough"],
    ];
    const keyOf = (lines: readonly Line[]): string => {
      const file = encodeCsv([chartOf("p-0001", lines)]).files[1];
      const row = new TextDecoder().decode(file?.bytes).split("\r\n")[1] ?? "";
      return row.slice(0, row.indexOf("Cough"));
    };
    expect(keyOf(second)).toBe("88,urn:b,,,");
    expect(keyOf(second.filter(([, , value]) => value !== "88"))).toBe(",,,,");
  });

  test("why a value is missing stands in a column of its own, behind all others", () => {
    const text = fileOf("problems.csv", [
      ["problem.onset", "dx-1", "!unknown"],
      ["problem.code", "dx-1/code-2", "!null"],
      ["problem.text", "dx-1", "Cough"],
      ["problem.text", "dx-2", "!empty"],
    ]);
    expect(text).toBe(
      "mrn,mrn_authority,dx_code,dx_code_system,dx_text,dx_onset,dx_status,dx_rank,dx_verification,dx_id,dx_code_2,dx_code_system_2,dx_onset_absent,dx_code_2_absent\r\n" +
        "0077001,urn:clinic:mrn,,,Cough,,,,,,,,unknown,null\r\n" +
        '0077001,urn:clinic:mrn,,,"",,,,,,,,,\r\n',
    );
  });

  test("what has no place in CSV is named, and nothing is written for it", () => {
    const lines: readonly Line[] = [
      ...mrn,
      ["patient.name.family", "", "Half \uD800"],
      ["patient.telecom.rank", "home-2", "1"],
      ["allergy.substance", "al-1", "!\uDC00"],
    ];
    const { cannotTravel, files, values } = encodeCsv([chartOf("p-0001", lines)]);
    expect(cannotTravel.map(({ field }) => field)).toEqual([
      "allergy.substance",
      "patient.name.family",
      "patient.telecom.rank",
    ]);
    expect(values.map(({ value }) => value.field)).toEqual(mrn.map(([field]) => field));
    expect(files.map(({ name }) => name)).toEqual(["patients.csv", "allergies.csv"]);
    expect(new TextDecoder().decode(files[1]?.bytes).split("\r\n")).toHaveLength(2);
  });

  test("each value's place leads to its bytes", () => {
    const chart = chartOf("p-0001", [
      ...mrn,
      ["patient.name.given", "", "José"],
      ["result.note", "obs-1", 'First\r\n"second"'],
      ["result.note", "obs-2", "é"],
    ]);
    const { files, values } = encodeCsv([chart, chart]);
    const texts = values.map(({ at }) => {
      const bytes = files[at.document]?.bytes.subarray(at.start, at.end);
      return [`${at.resource}: ${at.place}`, new TextDecoder().decode(bytes)];
    });
    expect(texts).toContainEqual(["patients row 3: row 3, column first_name", "José"]);
    expect(texts).toContainEqual([
      "results row 2: row 2, column result_note",
      '"First\r\n""second"""',
    ]);
    expect(texts).toContainEqual(["results row 5: row 5, column result_note", "é"]);
  });
});

describe("the fields that CSV carries", () => {
  test("a column name leads to one field of one file", () => {
    const names = csvTables.flatMap((table) => table.fields.map(({ csv }) => csv));
    expect(new Set(names).size).toBe(names.length);
  });

  test("everything in the catalogue", () => {
    expect(fields.filter((field) => !carriedByCsv(field))).toEqual([]);
  });
});
