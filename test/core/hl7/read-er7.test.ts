import { describe, expect, test } from "vitest";
import { decodeHl7, decodeHl7People } from "../../../core/hl7/decode-hl7.ts";
import { er7Bytes, fieldOf, partOf, partsOf, repetitionsOf } from "../../../core/hl7/er7-parts.ts";
import { readEr7 } from "../../../core/hl7/read-er7.ts";
import { bytesOf, header, message, textAt } from "./messages.ts";

const kinds = (bytes: Uint8Array): string[] => readEr7(bytes).problems.map(({ kind }) => kind);
const familyOf = (bytes: Uint8Array): string[] =>
  decodeHl7([bytes]).values.flatMap(({ value }) =>
    value.field === "patient.name.family" && "value" in value ? [value.value] : [],
  );
/** Latin-1 by hand: one byte for each character. */
const latin = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

describe("the parts of a message", () => {
  test("MSH counts its separator as field 1", () => {
    const bytes = bytesOf(message("PID|1"));
    const [msh] = readEr7(bytes).messages[0]?.segments ?? [];
    const texts = (msh?.fields ?? []).map(({ start, end }) => textAt(bytes, start, end));
    expect(texts.slice(0, 5)).toEqual(["MSH", "|", "^~\\&", "LAB", "SITE"]);
    expect(texts[18]).toBe("UNICODE UTF-8");
  });

  test("fields, repetitions, components and subcomponents by their bytes", () => {
    const bytes = bytesOf(message("PID|1||é^b&c~d"));
    const pid = readEr7(bytes).messages[0]?.segments[1];
    const [first, second] = repetitionsOf(pid === undefined ? undefined : fieldOf(pid, 3));
    const text = (part: ReturnType<typeof partOf>): string | null =>
      part === undefined ? null : textAt(bytes, part.span.start, part.span.end);
    expect(text(partOf(first, 1))).toBe("é");
    expect(text(partOf(partOf(first, 2), 2))).toBe("c");
    expect(partOf(partOf(first, 2), 2)?.place).toBe("PID[1]-3.2.2");
    expect(text(partOf(second, 1))).toBe("d");
    expect(partOf(second, 2)).toBeUndefined();
    expect(pid === undefined ? null : fieldOf(pid, 4)).toBeUndefined();
  });

  test("a fifth encoding character is the truncation character, and no separator", () => {
    const bytes = bytesOf(`${header.replace("^~\\&", "^~\\&#")}\rPID|1||1^^^^MR||O#B\r`);
    expect(kinds(bytes)).toEqual([]);
    expect(familyOf(bytes)).toEqual(["O#B"]);
  });

  test.each([
    ["\n", ["line-ends"]],
    ["\r\n", ["line-ends"]],
    ["\r", []],
  ])("segments that end in %j are read", (end, problems) => {
    const bytes = bytesOf([header, "PID|1||1^^^^MR||Ortiz", ""].join(end));
    expect(kinds(bytes)).toEqual(problems);
    expect(familyOf(bytes)).toEqual(["Ortiz"]);
  });

  test("a message without a last segment end, behind a byte order mark and in a frame", () => {
    const framed = bytesOf(`\uFEFF\u000b${header}\rPID|1||1^^^^MR||Ortiz\u001c`);
    expect(kinds(framed)).toEqual(["byte-order-mark", "mllp-bytes"]);
    expect(familyOf(framed)).toEqual(["Ortiz"]);
  });

  test.each([
    ["", ["not-hl7"]],
    ["hello", ["stray-segment", "not-hl7"]],
    ["MSH", ["separators"]],
    ["MSH|^^\\&|", ["separators"]],
    ["MSHA^~\\&A", ["separators"]],
  ])("%j is named for what it is", (text, problems) => {
    expect(kinds(bytesOf(text))).toEqual(problems);
  });
});

describe("writing again what was read", () => {
  test("gives the same bytes, whatever they are, with CR behind each segment", () => {
    const odd = bytesOf(message('PID|1||a~b^^|&||""|\\X0D\\|', "ZZZ|a~b&c^d||", "lower|x"));
    const [one] = readEr7(odd).messages;
    expect(one === undefined ? null : er7Bytes(one)).toEqual(odd);
    const lines = bytesOf(message("PID|1").replaceAll("\r", "\n"));
    const [other] = readEr7(lines).messages;
    expect(other === undefined ? null : er7Bytes(other)).toEqual(bytesOf(message("PID|1")));
  });

  test("all parts of a part come in one pass", () => {
    const bytes = bytesOf(message("PID|1||a^b&c^~d"));
    const pid = readEr7(bytes).messages[0]?.segments[1];
    const [first] = repetitionsOf(pid === undefined ? undefined : fieldOf(pid, 3));
    const parts = first === undefined ? [] : partsOf(first);
    expect(parts.map(({ place, start, end }) => [place, textAt(bytes, start, end)])).toEqual([
      ["PID[1]-3.1", "a"],
      ["PID[1]-3.2", "b&c"],
      ["PID[1]-3.3", ""],
    ]);
    expect(parts.flatMap(partsOf).map(({ place }) => place)).toContain("PID[1]-3.2.2");
  });
});

describe("batch files", () => {
  const one = (mrn: string): string => message(`PID|1||${mrn}^^^^MR||Name${mrn}`);
  const batch = (messages: string, batches: string): string =>
    `FHS|^~\\&|A\rBHS|^~\\&|A\r${one("1")}${one("2")}BTS|${messages}\rFTS|${batches}\r`;

  test("hold the messages of several people", () => {
    const bytes = bytesOf(batch("2", "1"));
    expect(kinds(bytes)).toEqual([]);
    expect(decodeHl7People([bytes]).map(({ patient }) => patient)).toEqual(["1", "2"]);
  });

  test("a wrong count is named", () => {
    expect(kinds(bytesOf(batch("3", "1")))).toEqual(["batch-count"]);
    expect(kinds(bytesOf(batch("2", "2")))).toEqual(["batch-count"]);
  });
});

describe("character sets by MSH-18", () => {
  const inSet = (name: string, family: string): Uint8Array =>
    latin(`${header.replace("UNICODE UTF-8", name)}\rPID|1||1^^^^MR||${family}\r`);

  test.each([
    ["UNICODE UTF-8", "N\u00c3\u00ba\u00c3\u00b1ez", "Núñez"],
    ["utf-8", "\u00e2\u0080\u0099", "’"],
    ["8859/1", "N\u00fa\u00f1ez", "Núñez"],
    ["ISO-8859-1", "\u00e9", "é"],
    ["8859/2", "\u00a3\u00f3d\u00bc", "Łódź"],
    ["8859/3", "\u00a1\u00d8", "ĦĜ"],
    ["8859/4", "\u00c0\u00be", "Āž"],
    ["8859/5", "\u00b0\u00f1", "Аё"],
    ["8859/6", "\u00c7\u00e4", "\u0627\u0644"],
    ["8859/7", "\u00c1\u00f9", "Αω"],
    ["8859/8", "\u00e0\u00fa", "\u05d0\u05ea"],
    ["8859/9", "\u00de\u00fd", "Şı"],
    ["8859/15", "\u00a4 \u00bc", "€ Œ"],
    ["windows-1252", "O\u0092B \u0080", "O’B €"],
    ["ASCII", "Ortiz", "Ortiz"],
    ["", "Ortiz", "Ortiz"],
  ])("%j is read by its own table", (name, bytes, text) => {
    const found = inSet(name, bytes);
    expect(kinds(found)).toEqual([]);
    expect(familyOf(found)).toEqual([text]);
  });

  test.each([
    ["", "N\u00c3\u00ba", "Nú", "UNICODE UTF-8"],
    ["", "N\u00fa\u0092", "Nú’", "windows-1252"],
    ["ASCII", "N\u00fa", "Nú", "windows-1252"],
    ["ISO IR87", "N\u00fa", "Nú", "windows-1252"],
  ])("%j with characters above ASCII is guessed, and said", (name, bytes, text, says) => {
    const found = inSet(name, bytes);
    expect(familyOf(found)).toEqual([text]);
    expect(
      readEr7(found)
        .problems.map((problem) => problem.says)
        .join(""),
    ).toContain(says);
  });

  test("of several sets the first is read, and the others are named", () => {
    const found = inSet("8859/1~ISO IR87", "N\u00fa");
    expect(kinds(found)).toEqual(["character-set"]);
    expect(familyOf(found)).toEqual(["Nú"]);
  });

  test("bytes that are no characters of the set are named, and the rest is read", () => {
    const { values, problems } = decodeHl7([inSet("UNICODE UTF-8", "N\u00fa")]);
    expect(values.map(({ value }) => ("value" in value ? value.value : null))).toContain("N\uFFFD");
    expect(problems.map(({ kind }) => kind)).toEqual(["bad-characters"]);
  });
});

describe("escapes", () => {
  test.each([
    ["O\\T\\B", "O&B"],
    ["\\F\\\\S\\\\T\\\\R\\\\E\\", "|^&~\\"],
    ["\\E\\T\\E\\", "\\T\\"],
    ["a\\X4D6E\\b", "aMnb"],
    ["\\XC3BA\\", "ú"],
    ["\\.br\\x", "\nx"],
    ["\\H\\bold\\N\\", "bold"],
  ])("%j is %j", (wire, text) => {
    const bytes = bytesOf(message(`PID|1||1^^^^MR||${wire}`));
    expect(familyOf(bytes)).toEqual([text]);
    expect(decodeHl7([bytes]).problems).toEqual([]);
  });

  test.each(["C:\\Users\\x", "\\Z01\\", "\\X4\\", "a\\", "\\", "\\T", "\\.sp9999999\\"])(
    "the unknown or unclosed %j is kept and named",
    (wire) => {
      const bytes = bytesOf(message(`PID|1||1^^^^MR||${wire}`));
      expect(familyOf(bytes)).toEqual([wire]);
      expect(decodeHl7([bytes]).problems.map(({ kind }) => kind)).toEqual(["unknown-escape"]);
    },
  );

  test("a separator that nobody escaped does not cut the value short", () => {
    const bytes = bytesOf(message("PID|1||1^^^^MR||Ortiz^Anna & Bo"));
    const { values, problems } = decodeHl7([bytes]);
    expect(values.map(({ value }) => ("value" in value ? value.value : null))).toContain(
      "Anna & Bo",
    );
    expect(problems.map(({ kind }) => kind)).toEqual(["unescaped-separator"]);
  });
});
