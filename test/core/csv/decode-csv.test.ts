import { describe, expect, test } from "vitest";
import { decodeCsv, decodeCsvPeople } from "../../../core/csv/decode-csv.ts";
import { bytesOf, linesOf } from "./csv-text.ts";

const patients = "mrn,mrn_authority,last_name,phone_home,phone_home_2\r\n";

describe("CSV files of somebody else", () => {
  test("a person's row with repeating columns", () => {
    const source = `${patients}0077001,urn:a,"O""Neil",603-555-0100,\r\n`;
    const { values, problems } = decodeCsv([bytesOf(source)]);
    expect(problems).toEqual([]);
    expect(linesOf(values)).toEqual([
      ["patient.identifier.mrn", "#1", "0077001"],
      ["patient.identifier.mrn-authority", "#1", "urn:a"],
      ["patient.name.family", "", 'O"Neil'],
      ["patient.telecom.home", "#1", "603-555-0100"],
    ]);
    expect(values[2]?.at).toEqual({
      resource: "patients row 2",
      place: "row 2, column last_name",
      start: source.indexOf('"O'),
      end: source.indexOf(",603"),
      document: 0,
    });
  });

  test("column names are known without case, outer blanks and order; delimiters are found out", () => {
    const source = '\uFEFF Last_Name ;MRN\n"van; der Berg";7\n';
    const { values, problems } = decodeCsv([bytesOf(source)]);
    expect(linesOf(values)).toEqual([
      ["patient.name.family", "", "van; der Berg"],
      ["patient.identifier.mrn", "#1", "7"],
    ]);
    expect(problems.map(({ kind }) => kind)).toEqual(["delimiter"]);
  });

  test("nested lists and further codes get entries of their own", () => {
    const source =
      "mrn,allergy_code,allergy_code_2,allergy_code_system_2,allergy_reaction,allergy_reaction_2\n" +
      "7,A,B,sys,Rash,Cough\n";
    const { values } = decodeCsv([bytesOf(source)]);
    expect(linesOf(values)).toEqual([
      ["patient.identifier.mrn", "#1", "7"],
      ["allergy.code", "#1", "A"],
      ["allergy.code", "#1/#2", "B"],
      ["allergy.code-system", "#1/#2", "sys"],
      ["allergy.reaction", "#1/#1", "Rash"],
      ["allergy.reaction", "#1/#2", "Cough"],
    ]);
  });

  test("an empty cell in quotes is an empty value, one without is none", () => {
    const { values } = decodeCsv([bytesOf('mrn,last_name,first_name\n7,"",\n')]);
    expect(linesOf(values)).toEqual([
      ["patient.identifier.mrn", "#1", "7"],
      ["patient.name.family", "", "!empty"],
    ]);
  });

  test("the reason why a value is missing is read, and gives way to a value", () => {
    const source =
      "mrn,dob_absent,dob,phone_home_2_absent,phone_home\n1,unknown,,asked-declined,5\n2,unknown,1980-01-02,,\n";
    const [first, second] = decodeCsvPeople([bytesOf(source)]);
    expect(linesOf(first?.observed.values ?? []).slice(1)).toEqual([
      ["patient.birth-date", "", "!unknown"],
      ["patient.telecom.home", "#2", "!asked-declined"],
      ["patient.telecom.home", "#1", "5"],
    ]);
    expect(linesOf(second?.observed.values ?? []).slice(1)).toEqual([
      ["patient.birth-date", "", "1980-01-02"],
    ]);
    expect(first?.observed.problems.map(({ kind, at }) => [kind, at?.place])).toEqual([
      ["value-and-reason", "row 3, column dob"],
    ]);
  });

  test("entries find their person by chart number, in whatever order files and rows stand", () => {
    const people = decodeCsvPeople([
      bytesOf("mrn,mrn_authority,med_name\n2,b,Aspirin\n1,a,Insulin\n2,b,Ibuprofen\n1,b,Heparin\n"),
      bytesOf("mrn,mrn_authority,last_name\n1,a,Hall\n2,b,Ng\n1,b,Diaz\n"),
    ]);
    const found = people.map(({ observed }) =>
      linesOf(observed.values).filter(([field]) => /name/.test(field)),
    );
    expect(found).toEqual([
      [
        ["patient.name.family", "", "Hall"],
        ["medication.name", "#1", "Insulin"],
      ],
      [
        ["patient.name.family", "", "Ng"],
        ["medication.name", "#1", "Aspirin"],
        ["medication.name", "#2", "Ibuprofen"],
      ],
      [
        ["patient.name.family", "", "Diaz"],
        ["medication.name", "#1", "Heparin"],
      ],
    ]);
  });

  test("a chart number alone names a person where only one has it, another issuer's number nobody", () => {
    const people = bytesOf("mrn,mrn_authority,last_name\n1,a,Hall\n1,b,Diaz\n2,b,Ng\n");
    const found = decodeCsvPeople([people, bytesOf("mrn,dx_text\n2,Cough\n1,Fever\n")]);
    const textsOf = (n: number): readonly string[] =>
      linesOf(found[n]?.observed.values ?? []).flatMap(([field, , value]) =>
        field === "problem.text" ? [value] : [],
      );
    expect([0, 1, 2, 3].map(textsOf)).toEqual([[], [], ["Cough"], ["Fever"]]);
    const foreign = decodeCsvPeople([people, bytesOf("mrn,mrn_authority,dx_text\n2,x,Rash\n")]);
    expect(foreign.map(({ mrn }) => mrn)).toEqual(["1", "1", "2", "2"]);
    expect(foreign[0]?.observed.problems.map(({ kind }) => kind)).toEqual(["unknown-person"]);
  });

  test("a row with a cell too many or too few is named, never shifted", () => {
    const source = "mrn,last_name,dob\n1,Smith, Jr.,1980-01-02\n2,Ng\n3,Diaz,1990-05-06\n";
    const people = decodeCsvPeople([bytesOf(source)]);
    expect(people.map(({ mrn }) => mrn)).toEqual(["3"]);
    expect(people[0]?.observed.problems.map(({ says }) => says)).toEqual([
      "Row 2 has 4 cells, the header 3; the row is not read. (line 2, byte 18)",
      "Row 3 has 2 cells, the header 3; the row is not read. (line 3, byte 42)",
    ]);
  });

  test("empty cells too many at the end of a row move nothing", () => {
    const people = decodeCsvPeople([bytesOf("mrn,last_name\n1,Ng,,\n")]);
    expect(people.map(({ mrn }) => mrn)).toEqual(["1"]);
    expect(people[0]?.observed.problems).toEqual([]);
  });

  test.each([
    ["an unknown column", "mrn,last_name,shoe_size\n1,Ng,42\n", "unknown-column"],
    ["a doubled column", "mrn,last_name,last_name\n1,Ng,Diaz\n", "double-column"],
    ["a second column of what cannot repeat", "mrn,last_name,dob_2\n1,Ng,1\n", "unknown-column"],
    [
      "a column of another file",
      "mrn,last_name,dob,med_name\n1,Ng,1980-01-02,x\n",
      "several-tables",
    ],
    ["no chart numbers of people", "last_name,dob\nNg,1980-01-02\n", "no-number"],
    ["no chart numbers of records", "med_name\nAspirin\n", "missing-column"],
    ["an empty line", "mrn,last_name\n\n1,Ng\n", "empty-line"],
    ["no known column", "a,b\n1,2\n", "unknown-table"],
    ["no row at all", "", "no-rows"],
    ["a chart number twice", "mrn,last_name\n1,Ng\n1,Diaz\n", "double-chart-number"],
  ])("%s is reported", (_, source, kind) => {
    const [first] = decodeCsvPeople([bytesOf(source)]);
    expect(first?.observed.problems.map((one) => one.kind)).toEqual([kind]);
  });

  test("entries of a person without a row are kept, and named", () => {
    const people = decodeCsvPeople([
      bytesOf("mrn,last_name\n0077,Ng\n"),
      bytesOf("mrn,dx_text\n77,Cough\n99,Fever\n"),
    ]);
    expect(people.map(({ mrn }) => mrn)).toEqual(["0077", "77", "99"]);
    expect(people[0]?.observed.problems.map(({ kind, says }) => [kind, says])).toEqual([
      [
        "spreadsheet-leading-zero",
        'No person has chart number "77", one has "0077"; a spreadsheet may have taken off leading zeros. (line 2, byte 12)',
      ],
      ["unknown-person", 'No row of the people has chart number "99". (line 3, byte 21)'],
    ]);
  });

  describe("a row with records of several kinds", () => {
    const rowsOf = (source: string) => {
      const people = decodeCsvPeople([bytesOf(source)]);
      return people.map(({ mrn, observed }) => [
        mrn,
        ...linesOf(observed.values).flatMap(([field, entry, value]) =>
          /^(?:allergy|medication)\./u.test(field) ? [`${field} ${entry} ${value}`] : [],
        ),
      ]);
    };

    test("is a person, and an entry of each other kind that it says anything of", () => {
      const source =
        "MRN,Last Name,DOB,Allergy,Medication,Dose,Dose Unit\n" +
        "1,Ng,1980-01-02,Egg,Warfarin,2.5,mg\n2,Diaz,1990-05-06,,Aspirin,81,mg\n";
      expect(rowsOf(source)).toEqual([
        [
          "1",
          "allergy.substance #1 Egg",
          "medication.name #1 Warfarin",
          "medication.dose-value #1 2.5",
          "medication.dose-unit #1 mg",
        ],
        [
          "2",
          "medication.name #1 Aspirin",
          "medication.dose-value #1 81",
          "medication.dose-unit #1 mg",
        ],
      ]);
    });

    test("stands again for each further entry of the person, and in numbered columns", () => {
      const again =
        "mrn,last_name,allergy_substance,med_name\n1,Ng,Egg,Warfarin\n1,Ng,Egg,Aspirin\n2,Diaz,Nut,\n";
      expect(rowsOf(again)).toEqual([
        [
          "1",
          "allergy.substance #1 Egg",
          "medication.name #1 Warfarin",
          "medication.name #2 Aspirin",
        ],
        ["2", "allergy.substance #1 Nut"],
      ]);
      const numbered =
        "last_name,dob,Medication 1,Medication 2,Dose 1\nNg,1980-01-02,Warfarin,Aspirin,2.5\nNg,1980-01-02,,Zinc,\n";
      expect(rowsOf(numbered)).toEqual([
        [
          "",
          "medication.name #1 Warfarin",
          "medication.dose-value #1 2.5",
          "medication.name #2 Aspirin",
          "medication.name #3 Zinc",
        ],
      ]);
    });

    test("without a word of the person goes to who is named by the chart number", () => {
      const source = "mrn,allergy_substance,med_name\n1,Egg,Warfarin\n1,Egg,Aspirin\n";
      expect(rowsOf(source)).toEqual([
        [
          "1",
          "allergy.substance #1 Egg",
          "medication.name #1 Warfarin",
          "medication.name #2 Aspirin",
        ],
      ]);
    });
  });

  test("of several people one is read, and the others are named", () => {
    const { values, problems } = decodeCsv([bytesOf("mrn,last_name\n1,Ng\n2,Diaz\n")]);
    expect(linesOf(values)).toHaveLength(2);
    expect(problems.map(({ kind, at }) => [kind, at?.start])).toEqual([["another-patient", 19]]);
  });
});

describe("what a spreadsheet did to a value", () => {
  test.each([
    ["1.20E+11", "mrn", "spreadsheet-number"],
    ["123456789012345000", "member_id", "spreadsheet-rounded"],
    ["2134", "zip", "spreadsheet-leading-zero"],
    ["12345678", "ssn", "spreadsheet-leading-zero"],
    ["3-Apr", "mrn_other", "spreadsheet-date"],
    ["Mar-01", "legacy_id", "spreadsheet-date"],
    ["7/16/1984", "dob", "spreadsheet-date-format"],
    ["30879", "dob", "spreadsheet-date-format"],
    ["16-Jul-84", "dob", "spreadsheet-date-format"],
    ["TRUE", "deceased", "spreadsheet-boolean"],
    ["#NAME?", "last_name", "spreadsheet-error"],
    ["########", "dob", "spreadsheet-error"],
    ["'=1+1", "last_name", "formula-guard"],
  ])("%s in %s is reported with its place, and read as it stands", (text, column, kind) => {
    const name = column === "member_id" ? "mrn,payer_name" : "id_type,first_name";
    const source = `${name},${column}\nx,y,${text}\n`;
    const [person] = decodeCsvPeople([bytesOf(source)]);
    const found = person?.observed.problems.filter((one) => one.kind === kind) ?? [];
    expect(found.map(({ at }) => [at?.place, at?.start])).toEqual([
      [`row 2, column ${column}`, source.indexOf(text)],
    ]);
    expect(linesOf(person?.observed.values ?? []).map(([, , value]) => value)).toContain(text);
  });

  test("a dose with a decimal comma is reported", () => {
    const [person] = decodeCsvPeople([bytesOf("mrn;med_name;med_dose\n1;Insulin;2,5\n")]);
    expect(person?.observed.problems.map(({ kind }) => kind)).toEqual([
      "delimiter",
      "spreadsheet-decimal-comma",
    ]);
  });

  test.each([
    ["02134", "zip"],
    ["02134-0001", "zip"],
    ["0077001", "mrn"],
    ["1984-07-16", "dob"],
    ["true", "deceased"],
    ["E11.9", "legacy_id"],
    ["-5", "last_name"],
    ["123456789012345678", "mrn_other"],
  ])("%s in %s is no trace", (text, column) => {
    const [person] = decodeCsvPeople([bytesOf(`id_type,first_name,${column}\nx,y,${text}\n`)]);
    const kinds = person?.observed.problems.map(({ kind }) => kind) ?? [];
    expect(kinds.filter((kind) => kind !== "no-number" && kind !== "missing-column")).toEqual([]);
  });
});

test("a file with a million faults is told a thousand of a kind, and how many more there are", () => {
  const rows = `mrn,last_name\n${"1,2,3\n".repeat(1500)}`;
  const { problems } = decodeCsv([bytesOf(rows)]);
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)).toEqual({
    kind: "uneven-row",
    says:
      "500 more of this kind stand in the file, the first here: " +
      "Row 1002 has 3 cells, the header 2; the row is not read. (line 1002, byte 6014)",
    at: { resource: "row 1002", place: "row 1002", start: 6014, end: 6019, document: 0 },
  });
});
