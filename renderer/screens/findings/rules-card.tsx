import type { Finding } from "./finding-types.ts";

/** Rules that make this difference an allowed one, and what they let pass. */
export function RulesCard({ finding }: { finding: Finding }) {
  const { rules } = finding;
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
        <p className="t2">
          Proposing a rule from here is not available yet. Until then a rule is written into the
          profile, under “allow”, with a reason and who agreed.
        </p>
      </div>
    </section>
  );
}
