import type { ReactNode } from "react";
import { Icon } from "../../parts/icon.tsx";
import { Value } from "../../parts/value/value.tsx";
import { ExpectedChip, mostExpected } from "./expected-chip.tsx";
import type { Family, Trick } from "./mess-selection.ts";

type Fault = Trick["exposes"][number];

const shownFaults = 4;

/** The faults that most of the tricks bring to light, the most frequent first. */
function faultsOf(tricks: readonly Trick[]): readonly Fault[] {
  const counts = new Map<string, { fault: Fault; count: number }>();
  for (const fault of tricks.flatMap((trick) => trick.exposes)) {
    counts.set(fault.id, { fault, count: (counts.get(fault.id)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).map(({ fault }) => fault);
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <dd className="row wrap tight">
      {faults.slice(0, shownFaults).map((fault) => (
        <span key={fault.id} className="chip" title={`${fault.long} · ${fault.id}`}>
          {fault.short}
          <span className="vh">, {fault.id}</span>
        </span>
      ))}
      {faults.length > shownFaults && (
        <span
          className="code"
          title={faults
            .slice(shownFaults)
            .map((fault) => fault.short)
            .join(", ")}
        >
          +{faults.length - shownFaults}
        </span>
      )}
    </dd>
  );
}

function Allowed({ tricks }: { tricks: readonly Trick[] }) {
  const texts = [...new Set(tricks.flatMap((trick) => trick.allowed))];
  if (texts.length === 0) return null;
  return (
    <div>
      <dt>Allowed, if you agree</dt>
      <dd>
        {texts[0]}
        {texts.length > 1 && (
          <span className="code" title={texts.slice(1).join(" ")}>
            {" "}
            +{texts.length - 1}
          </span>
        )}
      </dd>
    </div>
  );
}

/** Why a kind of mess matters, what counts as a failure, and whom to ask. */
export function FamilyAbout({ family, tabs }: { family: Family; tabs: ReactNode }) {
  const { operators } = family;
  return (
    <>
      <header className="wrap">
        <Icon name="info" />
        <h2>{family.label}</h2>
        <span className="code">
          family {family.letter} ·{" "}
          {operators.length === 1 ? "1 trick" : `${operators.length} tricks`}
        </span>
        <span className="ml">
          <ExpectedChip expected={mostExpected(operators.map((operator) => operator.expected))} />
        </span>
        {tabs}
      </header>
      <div className="in exg">
        <p>{family.says}</p>
        <dl>
          <div>
            <dt>Counts as a failure</dt>
            <Faults faults={faultsOf(operators)} />
          </div>
          <Allowed tricks={operators} />
          <div>
            <dt>{family.ask.who}</dt>
            <dd>{family.ask.question}</dd>
          </div>
        </dl>
      </div>
    </>
  );
}

/** One trick: what it does, an example, what must become of it, and what it brings to light. */
export function TrickAbout({ trick, tabs }: { trick: Trick; tabs: ReactNode }) {
  return (
    <>
      <header className="wrap">
        <Icon name="info" />
        <h2 className="ell">{trick.says}</h2>
        <span className="code">{trick.id}</span>
        <span className="ml">
          <ExpectedChip expected={trick.expected} />
        </span>
        {tabs}
      </header>
      <div className="in exg">
        <div className="stack">
          <p className="trick-example">
            <span className="meta">Example</span> <Value text={trick.example} />
          </p>
          <p className="t2">
            It {trick.expected}
            {trick.note === "" ? "" : `, ${trick.note}`}.
          </p>
        </div>
        <dl>
          <div>
            <dt>Stands in</dt>
            <dd>{trick.fields.join(", ")}</dd>
          </div>
          <div>
            <dt>Brings to light</dt>
            <Faults faults={trick.exposes} />
          </div>
          <Allowed tricks={[trick]} />
          <div>
            <dt>How often</dt>
            <dd>
              {trick.rate} <small>{trick.rateSource}</small>
            </dd>
          </div>
        </dl>
      </div>
    </>
  );
}
