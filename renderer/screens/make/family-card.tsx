import { Icon } from "../../parts/icon.tsx";
import { Value } from "../../parts/value/value.tsx";
import { ExpectedChip, mostExpected } from "./expected-chip.tsx";
import type { Family } from "./families-card.tsx";

/** Why this kind of mess matters, and each trick with what must become of it. */
export function FamilyCard({ family }: { family: Family }) {
  return (
    <section className="card ex">
      <header>
        <Icon name="info" />
        <h2>{family.label}</h2>
        <span className="code">
          {family.id} ·{" "}
          {family.operators.length === 1 ? "1 trick" : `${family.operators.length} tricks`}
        </span>
        <span className="ml">
          <ExpectedChip
            expected={mostExpected(family.operators.map((operator) => operator.expected))}
          />
        </span>
      </header>
      <div className="in exg">
        <p>{family.says}</p>
        <ul className="tricks" tabIndex={0} aria-label={`Tricks of ${family.label}`}>
          {family.operators.map((operator) => (
            <li key={operator.id}>
              <Value text={operator.example} />
              <small>
                {operator.says} <span className="code">{operator.id}</span>
              </small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
