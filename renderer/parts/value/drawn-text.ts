import { hasLatinLetter, lookAlikeScript } from "./look-alike.ts";
import { steersDirection, unseenOf, type Unseen } from "./unseen.ts";

/** One grapheme cluster as it is drawn. Positions count code points of the value. */
export interface DrawnCluster {
  /** The true characters; copying gives exactly these. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** plain: as it is · dot: a space drawn as `·` · hidden: only its tiles are seen · boxed: a look-alike letter. */
  readonly glyph: "plain" | "dot" | "hidden" | "boxed";
  readonly tiles: readonly Unseen[];
  /** Isolated, so that a direction control moves none of its neighbours. */
  readonly isolate: boolean;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const combining = /\p{M}/u;

const spaceTile: Unseen = { tile: "space", says: "space" };

function partsTile(cluster: string, codePoints: number): Unseen | null {
  const composed = cluster.normalize("NFC");
  if (!combining.test(cluster) || composed === cluster) return null;
  const words = ["", "one", "two", "three", "four"];
  const count = words[codePoints] ?? String(codePoints);
  return {
    tile: `${codePoints}-part ${composed}`,
    says: `${composed} made of ${count} characters`,
  };
}

function drawCluster(text: string, start: number, latinAround: boolean): DrawnCluster {
  const characters = Array.from(text);
  const end = start + characters.length;
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  if (emoji.test(text)) return { text, start, end, glyph: "plain", tiles: [], isolate: false };
  const tiles: Unseen[] = [];
  for (const code of codes) {
    const tile = unseenOf(code);
    if (tile !== null) tiles.push(tile);
  }
  const parts = partsTile(text, characters.length);
  if (parts !== null) tiles.push(parts);
  const first = characters[0] ?? "";
  const script = latinAround ? lookAlikeScript(first) : null;
  if (script !== null) {
    tiles.push({ tile: `${script} ${first}`, says: `${script} letter ${first}` });
  }
  const allUnseen = codes.every((code) => unseenOf(code) !== null);
  return {
    text,
    start,
    end,
    glyph: allUnseen ? "hidden" : script === null ? "plain" : "boxed",
    tiles,
    isolate: codes.some(steersDirection),
  };
}

function isSpace(cluster: DrawnCluster | undefined): boolean {
  return cluster?.text === " ";
}

/** Which ends of a text are ends of its value. */
interface Ends {
  readonly start: boolean;
  readonly end: boolean;
}

/** Spaces at the edges and in runs become dots; an edge also gets a tile that says so. */
function drawSpaces(clusters: readonly DrawnCluster[], ends: Ends): DrawnCluster[] {
  let lead = 0;
  while (ends.start && lead < clusters.length && isSpace(clusters[lead])) lead++;
  let trail = clusters.length;
  while (ends.end && trail > lead && isSpace(clusters[trail - 1])) trail--;
  return clusters.map((cluster, at) => {
    if (!isSpace(cluster)) return cluster;
    const edge = at < lead || at >= trail;
    const run = isSpace(clusters[at - 1]) || isSpace(clusters[at + 1]);
    if (!edge && !run) return cluster;
    const tile: Unseen | null =
      at === lead - 1
        ? { ...spaceTile, says: "space at the start" }
        : at === clusters.length - 1 && at >= trail
          ? { ...spaceTile, says: "space at the end" }
          : null;
    return { ...cluster, glyph: "dot", tiles: tile === null ? [] : [tile] };
  });
}

/**
 * The clusters of a value, in order, each with what is drawn for it (design, section 3).
 * `beside` is the value it stands next to: a Cyrillic letter is a look-alike as soon as one of the
 * two values is written in Latin letters.
 */
export function drawText(value: string, beside = ""): DrawnCluster[] {
  return drawPart(value, beside, 0, { start: true, end: true });
}

/** The same for a part of a value that begins at the code point `from`. */
export function drawPart(text: string, beside: string, from: number, ends: Ends): DrawnCluster[] {
  const latinAround = hasLatinLetter(text) || hasLatinLetter(beside);
  const clusters: DrawnCluster[] = [];
  let start = from;
  for (const { segment } of graphemes.segment(text)) {
    const cluster = drawCluster(segment, start, latinAround);
    clusters.push(cluster);
    start = cluster.end;
  }
  return drawSpaces(clusters, ends);
}
