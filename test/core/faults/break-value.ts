// Small injectors of translation faults: written apart from the recognisers and without their
// tables, so that a mistake cannot hide by standing on both sides.

/** The platform's decoder takes C1 controls for holes; these five letters are written out. */
export function readAs1252(text: string): string {
  return Array.from(Buffer.from(text, "utf8"), (byte) =>
    [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte) ? String.fromCharCode(byte) : latin1ByTable(byte),
  ).join("");
}

const table = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function latin1ByTable(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? (table[byte - 0x80] ?? "") : String.fromCharCode(byte);
}

export function mapLetters(text: string, change: (letter: string) => string): string {
  return Array.from(text, (letter) =>
    (letter.codePointAt(0) ?? 0) > 0x7f ? change(letter) : letter,
  ).join("");
}

export function moveDays(text: string, days: number): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(.*)$/u.exec(text);
  if (match === null) return null;
  const date = new Date(`${match[1] ?? ""}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return null;
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10) + (match[2] ?? "");
}

export function swapDayAndMonth(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(.*)$/u.exec(text);
  if (match === null || Number(match[3]) > 12) return null;
  return `${match[1] ?? ""}-${match[3] ?? ""}-${match[2] ?? ""}${match[4] ?? ""}`;
}
