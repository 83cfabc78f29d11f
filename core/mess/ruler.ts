/**
 * Text that measures itself: a position mark every tenth character, a sentinel word at both ends,
 * exactly `length` code points. The place of a cut stands in what is left.
 */
export function rulerText(length: number, token: string, fill = "x"): string {
  const tail = ` ${token}`;
  let text = `${token} `;
  while (text.length + tail.length < length) {
    const at = text.length;
    const next = at % 10 === 0 ? `A${String(at / 10).padStart(4, "0")}` : fill;
    text += next.slice(0, length - tail.length - at);
  }
  return text + tail;
}
