/**
 * Text that measures itself: a position mark every tenth character, a sentinel word at both ends,
 * exactly `length` code points. The place of a cut stands in what is left.
 */
export function rulerText(length: number, token: string, fill = "x"): string {
  const tail = ` ${token}`;
  const end = length - tail.length;
  const pieces = [`${token} `];
  let at = token.length + 1;
  while (at < end) {
    const isMark = at % 10 === 0;
    const piece = isMark ? `A${String(at / 10).padStart(4, "0")}` : fill.repeat(10 - (at % 10));
    pieces.push(piece.slice(0, end - at));
    at += piece.length;
  }
  return pieces.join("") + tail;
}
