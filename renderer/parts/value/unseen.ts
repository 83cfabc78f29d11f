/** Characters that cannot be seen, or not be told apart, and how each is drawn (as a tile). */
export interface Unseen {
  /** Text of the tile. */
  readonly tile: string;
  /** What a screen reader says. */
  readonly says: string;
}

const zeroWidth = "hidden character, zero width";

const unseen = new Map<number, Unseen>([
  [0x00a0, { tile: "NBSP", says: "no-break space" }],
  [0x202f, { tile: "NNBSP", says: "narrow no-break space" }],
  [0x2007, { tile: "FIGSP", says: "figure space" }],
  [0x2002, { tile: "ENSP", says: "en space" }],
  [0x2003, { tile: "EMSP", says: "em space" }],
  [0x2009, { tile: "THSP", says: "thin space" }],
  [0x200a, { tile: "HAIRSP", says: "hair space" }],
  [0x3000, { tile: "IDSP", says: "ideographic space" }],
  [0x1680, { tile: "OGSP", says: "ogham space" }],
  [0x200b, { tile: "ZWSP", says: zeroWidth }],
  [0x200c, { tile: "ZWNJ", says: zeroWidth }],
  [0x200d, { tile: "ZWJ", says: zeroWidth }],
  [0x2060, { tile: "WJ", says: zeroWidth }],
  [0xfeff, { tile: "BOM", says: zeroWidth }],
  [0x00ad, { tile: "SHY", says: "hidden character, soft hyphen" }],
  [0x0009, { tile: "⇥", says: "tab" }],
  [0x000a, { tile: "␊", says: "line feed" }],
  [0x000d, { tile: "␍", says: "carriage return" }],
  [0x0000, { tile: "00", says: "null character" }],
  [0x001b, { tile: "1B", says: "escape character" }],
  [0x007f, { tile: "7F", says: "delete character" }],
  [0x2028, { tile: "LS", says: "line separator" }],
  [0x2029, { tile: "PS", says: "paragraph separator" }],
  [0x200e, { tile: "LRM", says: "left-to-right mark" }],
  [0x200f, { tile: "RLM", says: "right-to-left mark" }],
  [0x061c, { tile: "ALM", says: "Arabic letter mark" }],
  [0x202a, { tile: "LRE", says: "left-to-right embedding" }],
  [0x202b, { tile: "RLE", says: "right-to-left embedding" }],
  [0x202c, { tile: "PDF", says: "end of direction" }],
  [0x202d, { tile: "LRO", says: "left-to-right override" }],
  [0x202e, { tile: "RLO", says: "right-to-left override" }],
  [0x2066, { tile: "LRI", says: "left-to-right isolate" }],
  [0x2067, { tile: "RLI", says: "right-to-left isolate" }],
  [0x2068, { tile: "FSI", says: "first strong isolate" }],
  [0x2069, { tile: "PDI", says: "end of isolate" }],
  [0xfffd, { tile: "� lost", says: "character lost" }],
]);

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, "0");
}

/** How an invisible character is drawn, or null for one that can be seen. */
export function unseenOf(code: number): Unseen | null {
  const known = unseen.get(code);
  if (known !== undefined) return known;
  if (code < 0x20 || (code >= 0x80 && code < 0xa0)) {
    return { tile: hex(code), says: `control character ${hex(code)}` };
  }
  if (code >= 0x2000 && code <= 0x200a) return { tile: "SP", says: "unusual space" };
  if (code === 0x205f) return { tile: "MMSP", says: "mathematical space" };
  if (code >= 0xe0000 && code <= 0xe007f) return { tile: "TAG", says: zeroWidth };
  if (code >= 0xd800 && code <= 0xdfff) return { tile: hex(code), says: "not valid text" };
  return null;
}

/** Characters that steer the direction of text; each is isolated so that it moves no neighbour. */
export function steersDirection(code: number): boolean {
  return (
    code === 0x200e ||
    code === 0x200f ||
    code === 0x061c ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}
