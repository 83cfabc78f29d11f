import { drawText } from "../value/drawn-text.ts";
import { Cluster } from "../value/value.tsx";

const plain = /^[\x20-\x7e]*$/;

/** Text as it stands in a message: nothing is markup, and what cannot be seen is drawn. Spaces stay spaces. */
export function Raw({ text }: { text: string }) {
  if (plain.test(text)) return text;
  return drawText(text).map((cluster) =>
    cluster.text === " " ? " " : <Cluster key={cluster.start} of={cluster} />,
  );
}

/** How much of a line is not drawn, on one of its sides. */
export function NotDrawn({ count }: { count: number }) {
  if (count === 0) return null;
  const says = `${count.toLocaleString("en-US")} more characters`;
  return (
    <span className="inv" role="img" aria-label={says}>
      … {count.toLocaleString("en-US")} more
    </span>
  );
}
