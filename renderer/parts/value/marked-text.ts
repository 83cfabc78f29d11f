import type { DiffSpan } from "../../../core/compare/result.ts";
import { drawText, type DrawnCluster } from "./drawn-text.ts";
import { foldFrom, kept, lengthOf, longFrom, windowsOf } from "./long-value.ts";

/** del, ins: different · gone: cut or dropped · add: not sent by us · alw: tidied, allowed · mess: planted on purpose. */
export type Mark = "del" | "ins" | "gone" | "add" | "alw" | "mess";
export type Side = "source" | "target";

export interface MarkedRange {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark;
}

/** A run of clusters under one mark. */
interface DrawnRun {
  readonly mark: Mark | null;
  readonly clusters: readonly DrawnCluster[];
}

/** A stretch that one tile stands for; `text` keeps the true characters, so that copying gives them. */
export interface FoldedRun {
  readonly mark: Mark | null;
  readonly text: string;
  /** In code points. */
  readonly characters: number;
  /** It is the same on both sides; else it is only too long to draw. */
  readonly same: boolean;
}
export type Run = DrawnRun | FoldedRun;

function markOf(kind: DiffSpan["kind"], side: Side, allowed: boolean): Mark | null {
  if (kind === "same") return null;
  if (allowed) return "alw";
  if (kind === "gone") return side === "source" ? "gone" : null;
  if (kind === "added") return side === "target" ? "add" : null;
  return side === "source" ? "del" : "ins";
}

/** The marks of one side of a character comparison. Positions count code points. */
export function rangesOf(
  spans: readonly DiffSpan[],
  side: Side,
  allowed: boolean,
): readonly MarkedRange[] {
  const ranges: MarkedRange[] = [];
  for (const span of spans) {
    const text = side === "source" ? span.source : span.target;
    const start = side === "source" ? span.sourceStart : span.targetStart;
    const mark = markOf(span.kind, side, allowed);
    if (mark !== null && text !== "") ranges.push({ start, end: start + lengthOf(text), mark });
  }
  return ranges;
}

function fold(run: DrawnRun): readonly Run[] {
  const size = run.clusters.length;
  if (run.mark !== null || size <= foldFrom) return [run];
  const middle = run.clusters.slice(kept, size - kept);
  return [
    { mark: null, clusters: run.clusters.slice(0, kept) },
    {
      mark: null,
      text: middle.map((cluster) => cluster.text).join(""),
      characters: middle.length,
      same: true,
    },
    { mark: null, clusters: run.clusters.slice(size - kept) },
  ];
}

/** Clusters under their marks. Where marks overlap, the first one counts. */
function underMarks(
  clusters: readonly DrawnCluster[],
  ranges: readonly MarkedRange[],
): readonly DrawnRun[] {
  const runs: { mark: Mark | null; clusters: DrawnCluster[] }[] = [];
  for (const cluster of clusters) {
    const hit = ranges.find((range) => range.start < cluster.end && range.end > cluster.start);
    const mark = hit?.mark ?? null;
    const last = runs.at(-1);
    if (last !== undefined && last.mark === mark) last.clusters.push(cluster);
    else runs.push({ mark, clusters: [cluster] });
  }
  return runs;
}

/**
 * A value cut into runs of one mark each; marks never split a grapheme cluster. `folds`: long equal
 * stretches become one tile, by default where something is marked. What is too long to be drawn is
 * folded in any case.
 */
export function markText(
  value: string,
  ranges: readonly MarkedRange[],
  beside = "",
  folds = ranges.length > 0,
): readonly Run[] {
  if (value.length > longFrom) {
    return windowsOf(value, ranges, beside.slice(0, longFrom), folds).flatMap(
      (part): readonly Run[] => ("clusters" in part ? underMarks(part.clusters, ranges) : [part]),
    );
  }
  const runs = underMarks(drawText(value, beside), ranges);
  return folds ? runs.flatMap(fold) : runs;
}
