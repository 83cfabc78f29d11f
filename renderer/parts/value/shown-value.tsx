import type { ShownValue } from "../../../api/calls/case.ts";
import type { MarkedRange, Side } from "./marked-text.ts";
import { Value } from "./value.tsx";

/** Null, absent and empty are three different texts; never a blank. */
export function wordsForNothing(value: ShownValue, side: Side): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "empty":
      return side === "source" ? "sent empty" : "came back empty";
    case "null":
      return side === "source" ? "sent as unknown" : "came back as unknown";
    case "absent": {
      const words = side === "source" ? "we sent nothing" : "not in their record";
      return value.reason === null ? words : `${words} (${value.reason})`;
    }
  }
}

interface ShownProps {
  readonly value: ShownValue;
  readonly side: Side;
  readonly ranges?: readonly MarkedRange[];
  readonly beside?: string;
  /** Characters lost of how many, where the value was cut short. */
  /** There is a difference on one of the sides, so equal stretches fold on both. */
  readonly folds?: boolean;
  readonly cut?: { readonly lost: number; readonly of: number } | null;
}

/** One side of a compared field. */
export function Shown({ value, side, ranges, beside, folds, cut }: ShownProps) {
  if (value.kind !== "text") {
    return (
      <span className={side === "source" ? "nil x" : "nil"}>{wordsForNothing(value, side)}</span>
    );
  }
  return (
    <>
      <Value text={value.text} ranges={ranges ?? []} beside={beside ?? ""} folds={folds ?? false} />
      {cut !== undefined && cut !== null && (
        <span className="cut">
          <span aria-hidden="true">✂</span> {cut.lost} of {cut.of} characters lost
        </span>
      )}
    </>
  );
}
