import { describe, expect, test } from "vitest";
import { bytesOf, rowsOf } from "./csv-text.ts";

const texts = (source: string): string[][] =>
  rowsOf(bytesOf(source)).rows.map(({ cells }) => cells.map(({ text }) => text));
const kinds = (source: string): string[] => rowsOf(bytesOf(source)).problems.map((one) => one.kind);

describe("the cells of a CSV file (RFC 4180)", () => {
  test.each([
    ["CR LF", "a,b\r\n1,2\r\n"],
    ["LF", "a,b\n1,2\n"],
    ["CR", "a,b\r1,2\r"],
    ["no line end at the end", "a,b\r\n1,2"],
  ])("rows end with %s", (_, source) => {
    expect(texts(source)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(kinds(source)).toEqual([]);
  });

  test("quotes hold delimiters, doubled quotes and line breaks", () => {
    expect(texts('"Smith, ""Bud"" Jr.","a\r\nb\nc",d\r\n')).toEqual([
      ['Smith, "Bud" Jr.', "a\r\nb\nc", "d"],
    ]);
  });

  test("blanks belong to the cell", () => {
    expect(texts(' a ," b "\n')).toEqual([[" a ", " b "]]);
  });

  test("a cell with nothing in it and an empty one are two things", () => {
    const { rows } = rowsOf(bytesOf(',"",\n'));
    expect(rows[0]?.cells.map(({ text, quoted }) => [text, quoted])).toEqual([
      ["", false],
      ["", true],
      ["", false],
    ]);
  });

  test("every cell knows its bytes, its row and its line", () => {
    const { rows } = rowsOf(bytesOf('\uFEFFé,"x\ny"\r\nz,""\r\n'));
    expect(rows.map(({ cells }) => cells.map((c) => [c.row, c.line, c.start, c.end]))).toEqual([
      [
        [1, 1, 3, 5],
        [1, 1, 6, 11],
      ],
      [
        [2, 3, 13, 14],
        [2, 3, 15, 17],
      ],
    ]);
  });

  test("a byte order mark is no part of the first cell", () => {
    expect(texts("\uFEFFmrn,dob\n")).toEqual([["mrn", "dob"]]);
  });

  test("an unclosed quote takes the rest, and is named with line and byte", () => {
    const { rows, problems } = rowsOf(bytesOf('a,b\nc,"d\ne,f\n'));
    expect(rows[1]?.cells.map(({ text }) => text)).toEqual(["c", "d\ne,f\n"]);
    expect(problems).toEqual([
      {
        kind: "unclosed-quote",
        says: "A quote is opened here and never closed; the rest of the file stands in it. (line 2, byte 6)",
        at: { resource: "row 2", place: "row 2", start: 6, end: 13, document: 0 },
      },
    ]);
  });

  test.each([
    ["a quote inside a plain cell", '5" pipe,x\n', [['5" pipe', "x"]], ["stray-quote"]],
    ["text behind a closing quote", '"a"b,x\n', [["ab", "x"]], ["text-behind-quote"]],
  ])("%s moves no other cell", (_, source, cells, said) => {
    expect(texts(source)).toEqual(cells);
    expect(kinds(source)).toEqual(said);
  });

  test.each([
    ["semicolon", "a;b\n1,5;2\n", ";", "delimiter"],
    ["tab", "a\tb\n1,5\t2\n", "\t", "delimiter"],
    ["bar", "a|b\n1,5|2\n", "|", "delimiter"],
    ["sep= line", "sep=;\r\na;b\r\n1,5;2\r\n", ";", "separator-line"],
  ])("%s as delimiter is read and reported", (_, source, __, kind) => {
    expect(texts(source)).toEqual([
      ["a", "b"],
      ["1,5", "2"],
    ]);
    expect(kinds(source)).toEqual([kind]);
  });

  test("delimiters inside quotes do not count when the delimiter is found out", () => {
    expect(texts('"a;b;c;d",e\n')).toEqual([["a;b;c;d", "e"]]);
  });

  test("UTF-16 is named and not read", () => {
    const { rows, problems } = rowsOf(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0));
    expect(rows).toEqual([]);
    expect(problems.map(({ kind }) => kind)).toEqual(["utf-16"]);
  });

  test("bytes that are no UTF-8 are named where they stand, in a file that is UTF-8 elsewhere", () => {
    const { rows, problems } = rowsOf(Uint8Array.of(0xc3, 0xa9, 0x2c, 0x4a, 0xe9));
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(["é", "J\uFFFD"]);
    expect(problems.map(({ kind, at }) => [kind, at?.start])).toEqual([["bad-utf8", 4]]);
  });

  test("a file without one UTF-8 letter is read as Windows-1252, and that is said", () => {
    const { rows, problems } = rowsOf(Uint8Array.of(0x93, 0x2c, 0x4a, 0xe9));
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(["\u201C", "Jé"]);
    expect(problems.map(({ kind }) => kind)).toEqual(["charset"]);
  });

  test("a letter that was cut in two is damaged UTF-8, not another code page", () => {
    const { rows } = rowsOf(Uint8Array.of(0x4a, 0xc3, 0x2c, 0x61));
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(["J\uFFFD", "a"]);
  });
});
