import { drawText } from "../../parts/value/drawn-text.ts";
import { Cluster, Value } from "../../parts/value/value.tsx";
import { messRanges, type Planted } from "./planted.ts";
import { PlantedTip, plantedWords } from "./planted-tip.tsx";
import type { MarkedPart } from "./raw-lines.ts";

const plain = /^[\x20-\x7e]*$/;

/** Text as it stands in a message: nothing is markup, and what cannot be seen is drawn. Spaces stay spaces. */
function Raw({ text }: { text: string }) {
  if (plain.test(text)) return text;
  return drawText(text).map((cluster) =>
    cluster.text === " " ? " " : <Cluster key={cluster.start} of={cluster} />,
  );
}

interface PartProps {
  readonly part: MarkedPart;
  readonly planted: readonly Planted[];
}

/** A stretch of a message: plain, or a planted value with its mess marked and told. */
export function RawPart({ part, planted }: PartProps) {
  const mess = part.mark === null ? undefined : planted[part.mark];
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
