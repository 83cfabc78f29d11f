/**
 * Own tables of the single-byte encodings that damage text on the way. The platform's decoders are
 * not used: they differ in the range 80–9F between engines and versions.
 */

/** Windows-1252, bytes 80–9F; 0 marks the five holes. */
const upper1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
  0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
  0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** What becomes of a byte that the code page has no character for. */
export type HolePolicy = "control" | "question" | "drop" | "replacement";

function fillHole(byte: number, holes: HolePolicy): string {
  if (holes === "control") return String.fromCharCode(byte);
  if (holes === "question") return "?";
  return holes === "replacement" ? "\uFFFD" : "";
}

/** Reads each byte as one character of Windows-1252. */
export function decode1252(bytes: readonly number[], holes: HolePolicy): string {
  let text = "";
  for (const byte of bytes) {
    const point = byte >= 0x80 && byte <= 0x9f ? (upper1252[byte - 0x80] ?? 0) : byte;
    text += point === 0 && byte !== 0 ? fillHole(byte, holes) : String.fromCharCode(point);
  }
  return text;
}

/** Reads each byte as the code point of the same number (ISO 8859-1). */
export function decode8859(bytes: readonly number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte)).join("");
}

/** The byte of a character in Windows-1252, null where it has none. */
export function byteIn1252(character: string): number | null {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80 || (point >= 0xa0 && point <= 0xff)) return point;
  const index = upper1252.indexOf(point);
  return index < 0 || point === 0 ? null : index + 0x80;
}

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    } else {
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      );
    }
  }
  return bytes;
}

/** Characters that a system of a limited repertoire can hold. */
export const repertoires = ["ASCII", "8859-1", "1252", "BMP"] as const;
export type Repertoire = (typeof repertoires)[number];

export function isInRepertoire(character: string, repertoire: Repertoire): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (repertoire === "ASCII") return point < 0x80;
  if (repertoire === "8859-1") return point <= 0xff;
  if (repertoire === "BMP") return point <= 0xffff;
  return byteIn1252(character) !== null;
}

/** OEM code page 437, bytes 80–FF. */
const upper437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
/** OEM code page 850, bytes 80–FF. */
const upper850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** Mac OS Roman, bytes 80–FF, with the euro that came in 1998. */
const upperMac =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

const uppers = {
  "437": Array.from(upper437),
  "850": Array.from(upper850),
  MacRoman: Array.from(upperMac),
} as const;

/** Code pages of old consoles and computers. */
export const oemPages = ["437", "850", "MacRoman"] as const;
export type OemPage = (typeof oemPages)[number];

/** Reads bytes as an OEM code page, or as Mac OS Roman. */
export function decodeOem(bytes: readonly number[], page: OemPage): string {
  const upper = uppers[page];
  return bytes
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (upper[byte - 0x80] ?? "")))
    .join("");
}
