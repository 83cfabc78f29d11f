import { useState } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useExpand } from "../coverage/use-expand.ts";
import type { Finding } from "./finding-types.ts";

const shown = 6;

/** Where the same mistake is likely to sit too, and the kinds of mess that would show it. */
export function ExpandCard({ finding }: { finding: Finding }) {
  const { operators, expandTo } = finding;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const expand = useExpand();
  const chosen = operators.filter(({ id }) => !left.has(id));
  function toggle(id: string) {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }
  return (
    <section className="card">
      <header>
        <h2>Look around it</h2>
      </header>
      <div className="in stack">
        <p>One wrong assumption rarely stays in one field. {expandTo}</p>
        {operators.length === 0 ? (
          <p className="t2">No kind of mess is made for this fault: it shows on any patient.</p>
        ) : (
          <>
            <fieldset className="ticks-box">
              <legend className="lab">Mess that would show it</legend>
              {operators.slice(0, shown).map(({ id, says }) => (
                <label key={id} className="tick">
                  <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
                  <span>{says}</span>
                </label>
              ))}
              {operators.length > shown && (
                <p className="meta">and {operators.length - shown} more kinds</p>
              )}
            </fieldset>
            <button
              type="button"
              className="btn"
              aria-disabled={chosen.length === 0 || expand === null}
              onClick={() => chosen.length > 0 && expand?.(chosen.map(({ id }) => id))}
            >
              <Icon name="plus" />
              Make patients with {chosen.length === 1 ? "this" : `these ${chosen.length}`}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
