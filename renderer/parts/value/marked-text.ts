import type { DiffSpan } from "../../../core/compare/result.ts";
import { drawText, type DrawnCluster } from "./drawn-text.ts";

/** del, ins: different · gone: cut or dropped · add: not sent by us · alw: tidied, allowed · mess: planted on purpose. */
export type Mark = "del" | "ins" | "gone" | "add" | "alw" | "mess";
export type Side = "source" | "target";

export interface MarkedRange {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark;
}

/** A run of clusters under one mark; `folded` counts those that a tile stands for. */
export interface Run {
  readonly mark: Mark | null;
  readonly clusters: readonly DrawnCluster[];
  readonly folded: boolean;
}

/** Clusters that stay on either side of a change when a long equal stretch folds. */
const kept = 24;
const foldFrom = 64;

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
    if (mark !== null && text !== "") {
      ranges.push({ start, end: start + Array.from(text).length, mark });
    }
  }
  return ranges;
}

function fold(run: Run, folds: boolean): readonly Run[] {
  const size = run.clusters.length;
  if (run.mark !== null || !folds || size <= foldFrom) return [run];
  const part = (from: number, to: number, folded: boolean): Run => ({
    mark: null,
    clusters: run.clusters.slice(from, to),
    folded,
  });
  return [part(0, kept, false), part(kept, size - kept, true), part(size - kept, size, false)];
}

/**
 * A value cut into runs of one mark each; marks never split a grapheme cluster. `folds`: long equal
 * stretches become one tile, by default where something is marked.
 */
export function markText(
  value: string,
  ranges: readonly MarkedRange[],
  beside = "",
  folds = ranges.length > 0,
): readonly Run[] {
  const runs: { mark: Mark | null; clusters: DrawnCluster[] }[] = [];
  for (const cluster of drawText(value, beside)) {
    const hit = ranges.find((range) => range.start < cluster.end && range.end > cluster.start);
    const mark = hit?.mark ?? null;
    const last = runs.at(-1);
    if (last !== undefined && last.mark === mark) last.clusters.push(cluster);
    else runs.push({ mark, clusters: [cluster] });
  }
  return runs.flatMap((run) => fold({ ...run, folded: false }, folds));
}
