import { useState } from "react";
import { AgreedRules } from "../rules/agreed-rules.tsx";
import { AllowDialog } from "../rules/allow-dialog.tsx";
import type { Finding } from "./finding-types.ts";

/** Rules that make this difference an allowed one, what they let pass, and the way to propose one. */
export function RulesCard({ finding }: { finding: Finding }) {
  const { rules, shows, fields } = finding;
  const [open, setOpen] = useState(false);
  const example = shows.listed[0];
  return (
    <section className="card">
      <header>
        <h2 className="grow">Rules that act on it</h2>
        <span className="meta">{rules.length}</span>
      </header>
      <div className="in stack">
        {rules.length === 0 ? (
          <p>No rule allows this difference. Every value of it counts.</p>
        ) : (
          <ul className="rules">
            {rules.map((rule) => (
              <li key={rule.id}>
                {rule.text} <span className="code">{rule.id}</span>
                <span className="block t2">
                  {rule.values === 1 ? "1 value passed" : `${rule.values} values passed`} under it
                  in this run; they keep their name and are not counted here.
                </span>
              </li>
            ))}
          </ul>
        )}
        <AgreedRules fields={fields.map(({ id }) => id)} />
        {example !== undefined && (
          <>
            <button type="button" className="btn noprint" onClick={() => setOpen(true)}>
              Propose a rule…
            </button>
            <p className="meta noprint">
              For {example.field.label}, as on patient {example.number}.
            </p>
            <AllowDialog
              difference={{
                case: example.case,
                field: example.field.id,
                entry: example.entry,
                label: example.field.label,
              }}
              open={open}
              onOpen={setOpen}
            />
          </>
        )}
      </div>
    </section>
  );
}
