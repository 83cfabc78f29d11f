import type { DiffSpan } from "../../core/compare/result.ts";
import { lengthOf } from "./value/long-value.ts";
import { Value } from "./value/value.tsx";

const shown = 8;

/** The first three; a value of a megabyte is not listed. */
function codePoints(text: string): readonly string[] {
  return Array.from(text.slice(0, 6), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }).slice(0, 3);
}

function Cell({ text, mark }: { text: string; mark: "del" | "ins" }) {
  if (text === "") return <td className="none">nothing</td>;
  const end = lengthOf(text);
  return (
    <td>
      <Value text={text} ranges={[{ start: 0, end, mark }]} />
      {codePoints(text).map((point, at) => (
        <code key={at}>{point}</code>
      ))}
      {end > 3 && <code>+{(end - 3).toLocaleString("en-US")}</code>}
    </td>
  );
}

/** Which characters changed, by code point; long ones are counted, not listed. */
export function CodePointTable({ spans }: { spans: readonly DiffSpan[] }) {
  const changed = spans.filter((span) => span.kind !== "same");
  if (changed.length === 0) return null;
  const columns = changed.slice(0, shown);
  const rest = changed.length - columns.length;
  return (
    <div className="scroll-x" tabIndex={columns.length > 4 ? 0 : -1}>
      <table className="chars">
        <caption className="vh">Changed characters</caption>
        <tbody>
          <tr>
            <th scope="row">We sent</th>
            {columns.map((span, at) => (
              <Cell key={at} text={span.source} mark="del" />
            ))}
            {rest > 0 && <td rowSpan={2}>+{rest} more</td>}
          </tr>
          <tr>
            <th scope="row">Came back</th>
            {columns.map((span, at) => (
              <Cell key={at} text={span.target} mark="ins" />
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
