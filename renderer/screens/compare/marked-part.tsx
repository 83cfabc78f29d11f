import { unquoted, type MarkedPart } from "../../parts/raw/raw-lines.ts";
import { Raw } from "../../parts/raw/raw.tsx";
import type { MarkedRange } from "../../parts/value/marked-text.ts";
import { Value } from "../../parts/value/value.tsx";

interface MarkedValue {
  /** The value as it is compared, to carry its character marks into the raw text. */
  readonly value: string;
  readonly ranges: readonly MarkedRange[];
}

export interface LinesProps {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  /** Number of the first line of `text` in the whole message. */
  readonly firstLine: number;
  /** Name of the value that is marked. */
  readonly label: string;
  readonly name: string;
  readonly shown: MarkedValue;
}

/** The place of the value in a message, with its changed characters where it stands as it is. */
export function Marked({ part, shown }: { part: MarkedPart; shown: MarkedValue }) {
  const inner = unquoted(part.text);
  const quote = inner === part.text ? "" : '"';
  return (
    <mark className="raw-mark">
      {inner === shown.value ? (
        <>
          {quote}
          <Value text={inner} ranges={shown.ranges} />
          {quote}
        </>
      ) : (
        <Raw text={part.text} />
      )}
    </mark>
  );
}
