/** Stored bytes as text for reading: indented where they are JSON, with byte places marked. */

export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface ReadableText<M extends Mark> {
  readonly text: string;
  /** The same marks with UTF-16 offsets into `text`. */
  readonly marks: readonly M[];
  /** Number of the first line of `text` within the whole, from 1. */
  readonly firstLine: number;
  readonly reformatted: boolean;
  readonly cut: boolean;
}

/** More of the text than this is not drawn; the bytes themselves are kept whole. */
const limit = 400_000;
/** More bytes than this are not read for drawing. */
const mostBytes = 16_000_000;

/** UTF-16 offset in `text` of each asked byte offset; `offsets` ascending. */
function charOffsets(bytes: Uint8Array, offsets: readonly number[]): number[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let at = 0;
  let chars = 0;
  return offsets.map((offset) => {
    const to = Math.min(Math.max(offset, at), bytes.length);
    chars += decoder.decode(bytes.subarray(at, to)).length;
    at = to;
    return chars;
  });
}

/** Re-indents JSON text without touching a string or a number; `places` maps old to new offsets. */
function indent(text: string): { text: string; places: Int32Array } {
  const out: string[] = [];
  const places = new Int32Array(text.length + 1);
  let length = 0;
  let depth = 0;
  let inString = false;
  const put = (piece: string): void => {
    out.push(piece);
    length += piece.length;
  };
  const line = (): void => put(`\n${"  ".repeat(Math.min(depth, 40))}`);
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (inString) {
      places[i] = length;
      put(char);
      if (char === "\\" && i + 1 < text.length) {
        i++;
        places[i] = length;
        put(text.charAt(i));
      } else if (char === '"') inString = false;
      continue;
    }
    if (char === " " || char === "\n" || char === "\r" || char === "\t") {
      places[i] = length;
      continue;
    }
    if (char === "}" || char === "]") {
      depth--;
      if (out.at(-1) !== "{" && out.at(-1) !== "[") line();
    } else if (out.at(-1) === "{" || out.at(-1) === "[") line();
    places[i] = length;
    put(char === ":" ? ": " : char);
    if (char === '"') inString = true;
    if (char === "{" || char === "[") depth++;
    if (char === ",") line();
  }
  places[text.length] = length;
  return { text: out.join(""), places };
}

/**
 * Text of `bytes` for the message pane. `marks` are byte ranges; of a long text the part around
 * the first of them is drawn, and those beyond it are left out. Bytes that are not UTF-8 are drawn with U+FFFD; nothing stored is changed.
 */
export function readableText<M extends Mark>(
  bytes: Uint8Array,
  marks: readonly M[],
): ReadableText<M> {
  const shown = bytes.length > mostBytes ? bytes.subarray(0, mostBytes) : bytes;
  const raw = new TextDecoder("utf-8", { ignoreBOM: true }).decode(shown);
  const edges = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].toSorted(
    (a, b) => a - b,
  );
  const chars = charOffsets(shown, edges);
  const charOf = new Map(edges.map((edge, i) => [edge, chars[i] ?? 0]));
  const looksJson = /^\s*[[{]/.test(raw);
  const compact = looksJson && !/\n\s+"/.test(raw.slice(0, 2000));
  const drawn = compact ? indent(raw) : null;
  const placed = marks
    .filter((mark) => mark.end <= shown.length)
    .map((mark) => {
      const start = charOf.get(mark.start) ?? 0;
      const end = charOf.get(mark.end) ?? 0;
      if (!drawn) return { ...mark, start, end };
      // The place of the last character, plus one: the end itself may map behind a line break.
      return {
        ...mark,
        start: drawn.places[start] ?? 0,
        end: end > start ? (drawn.places[end - 1] ?? 0) + 1 : (drawn.places[start] ?? 0),
      };
    });
  const near = windowOf(drawn?.text ?? raw, placed);
  return {
    ...near,
    reformatted: drawn !== null,
    cut: near.cut || shown.length < bytes.length,
  };
}

/** The part of a long text around its first mark, from the begin of a line where that is near. */
function windowOf<M extends Mark>(
  text: string,
  marks: readonly M[],
): Omit<ReadableText<M>, "reformatted"> {
  if (text.length <= limit) return { text, marks, firstLine: 1, cut: false };
  const first = marks.length === 0 ? 0 : Math.min(...marks.map((mark) => mark.start));
  const wanted = Math.max(0, first - limit / 4);
  const line = text.lastIndexOf("\n", wanted) + 1;
  // In a line of a megabyte the window begins in its middle.
  const from = wanted - line > limit / 4 ? wanted : line;
  const to = from + limit;
  return {
    text: text.slice(from, to),
    marks: marks
      .filter((mark) => mark.start >= from && mark.start < to)
      .map((mark) => ({ ...mark, start: mark.start - from, end: Math.min(mark.end, to) - from })),
    firstLine: text.slice(0, from).split("\n").length,
    cut: true,
  };
}
