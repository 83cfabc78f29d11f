import { decode1252 } from "../text/codepages.ts";
import { decodeUtf8 } from "../text/utf8.ts";

/** How the bytes of a file are read as text. */
export interface CsvCharset {
  readonly name: "UTF-8" | "Windows-1252";
  readonly decode: (
    bytes: Uint8Array,
    start: number,
    end: number,
  ) => { text: string; bad: readonly number[] };
}

const utf8: CsvCharset = { name: "UTF-8", decode: decodeUtf8 };
const windows1252: CsvCharset = {
  name: "Windows-1252",
  decode: (bytes, start, end) => ({
    text: decode1252([...bytes.subarray(start, end)], "control"),
    bad: [],
  }),
};

/**
 * UTF-8, unless no byte above ASCII is part of a UTF-8 character: then it is the code page of a spreadsheet. A file
 * with both is damaged UTF-8, and read as that.
 */
export function csvCharset(bytes: Uint8Array): CsvCharset {
  let hasOther = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    if (isCutOff(byte, bytes[at + 1])) return utf8;
    const length = lengthOf(byte);
    for (let next = 1; next < length; next++) {
      if (!isContinued(bytes[at + next])) break;
      if (next === length - 1) return utf8;
    }
    hasOther = true;
  }
  return hasOther ? windows1252 : utf8;
}

/** What is left of an accented letter that was cut in two: no word of the code page ends like this. */
function isCutOff(lead: number, next: number | undefined): boolean {
  return (lead === 0xc2 || lead === 0xc3) && (next === undefined || next < 0x30);
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
}

function isContinued(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
