import type { DrawnCluster } from "./drawn-text.ts";
import { markText, type MarkedRange, type Run } from "./marked-text.ts";
import type { Unseen } from "./unseen.ts";

function Tile({ of }: { of: Unseen }) {
  return (
    <span className="inv" role="img" aria-label={of.says} title={of.says}>
      {of.tile}
    </span>
  );
}

export function Cluster({ of }: { of: DrawnCluster }) {
  if (of.glyph === "plain" && of.tiles.length === 0) return of.text;
  const glyphClass = { plain: undefined, dot: "sp", hidden: "true", boxed: "boxed" }[of.glyph];
  return (
    <>
      <span className={of.isolate ? `${glyphClass ?? ""} iso` : glyphClass}>{of.text}</span>
      {of.tiles.map((tile, at) => (
        <Tile key={at} of={tile} />
      ))}
    </>
  );
}

function RunOf({ run }: { run: Run }) {
  if ("clusters" in run) {
    const drawn = run.clusters.map((cluster) => <Cluster key={cluster.start} of={cluster} />);
    return run.mark === null ? <>{drawn}</> : <span className={run.mark}>{drawn}</span>;
  }
  const count = run.characters.toLocaleString("en-US");
  const says = run.same ? `${count} characters that are the same` : `${count} more characters`;
  return (
    <>
      <span className="true">{run.text}</span>
      <span className="inv" role="img" aria-label={says} title={says}>
        … {count} {run.same ? "same" : "more"}
      </span>
    </>
  );
}

interface ValueProps {
  readonly text: string;
  readonly ranges?: readonly MarkedRange[];
  /** The value it stands next to, for look-alike letters. */
  readonly beside?: string;
  /** Long equal stretches become one tile; by default where something is marked. */
  readonly folds?: boolean;
}

/** A patient value: every character drawn, marks inside, isolated from its neighbours' direction. */
export function Value({ text, ranges = [], beside = "", folds }: ValueProps) {
  return (
    <bdi className="val">
      {markText(text, ranges, beside, folds).map((run, at) => (
        <RunOf key={at} run={run} />
      ))}
    </bdi>
  );
}
