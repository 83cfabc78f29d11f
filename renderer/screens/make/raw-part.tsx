import type { MarkedPart } from "../../parts/raw/raw-lines.ts";
import { Raw } from "../../parts/raw/raw.tsx";
import { Value } from "../../parts/value/value.tsx";
import { messRanges, type Planted } from "./planted.ts";
import { PlantedTip, plantedWords } from "./planted-tip.tsx";

interface PartProps {
  readonly part: MarkedPart;
  readonly planted: readonly Planted[];
}

/** A stretch of a message: plain, or a planted value with its mess marked and told. */
export function RawPart({ part, planted }: PartProps) {
  const mess = part.of === null ? undefined : planted[part.of];
  if (mess === undefined) return <Raw text={part.text} />;
  // Where the text stands as it is, only its messy characters are marked; else the whole place.
  const inner = part.text.replace(/^"|"$/g, "");
  const quote = inner === part.text ? "" : '"';
  const ranges =
    inner === mess.messy
      ? messRanges(mess)
      : [{ start: 0, end: Array.from(inner).length, mark: "mess" as const }];
  return (
    <PlantedTip
      planted={[mess]}
      trigger={
        <span className="raw-mess" tabIndex={0} role="mark" aria-description={plantedWords(mess)}>
          {quote}
          <Value text={inner} ranges={ranges} folds={false} />
          {quote}
        </span>
      }
    />
  );
}
