import { CopyButton } from "../../parts/copy-button.tsx";
import { HarmBars } from "../../parts/harm-bars.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useKeys } from "../../shell/keys.tsx";
import { hashOf } from "../../shell/route.ts";
import { goTo } from "../../shell/use-route.ts";
import { AgainstCard } from "./against-card.tsx";
import { ConfirmCard } from "./confirm-card.tsx";
import { ExpandCard } from "./expand-card.tsx";
import type { Finding } from "./finding-types.ts";
import { RulesCard } from "./rules-card.tsx";
import { SightingsCard } from "./sightings-card.tsx";

function Head({ finding }: { finding: Finding }) {
  const { run, fault } = finding;
  return (
    <div className="head" data-pane="">
      <div className="grow">
        <nav aria-label="Where this is" className="crumb">
          <a href={hashOf({ screen: "findings", run: run.id, finding: null })}>
            Findings of run {run.number}
          </a>
          <Icon name="right" />
          <span className="code">{finding.finding}</span>
          <CopyButton text={finding.finding} what="code" />
        </nav>
        <div className="row wrap">
          <h1>{fault.long}</h1>
          <span className="harm-says">
            <HarmBars level={finding.harm} /> <b>{finding.harmWords}</b>
          </span>
        </div>
      </div>
      <button type="button" className="btn noprint" onClick={() => window.print()}>
        <Icon name="print" />
        Print
      </button>
    </div>
  );
}

/** More than this at once are read by nobody. */
const manyFields = 12;

function Where({ fields }: Pick<Finding, "fields">) {
  if (fields.length === 0) return "The whole record";
  const labels = fields.map(({ label }) => label).join(", ");
  if (fields.length <= manyFields) return labels;
  return (
    <details>
      <summary>{fields.length} fields</summary>
      {labels}
    </details>
  );
}

function Params({ finding }: { finding: Finding }) {
  const { params, fields, also } = finding;
  return (
    <dl className="kv">
      <div>
        <dt>Where</dt>
        <dd>
          <Where fields={fields} />
        </dd>
      </div>
      {params.map(({ name, says, value }) => (
        <div key={name}>
          <dt>{says}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
      {also.length > 0 && (
        <div>
          <dt>Goes with it</dt>
          <dd>
            {also.map(({ long }) => long).join(", ")}
            <span className="block t2">Its own consequences: they count as no second finding.</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function TriageCard({ finding }: { finding: Finding }) {
  const { cause, firstStep, call } = finding.triage;
  return (
    <section className="card">
      <header>
        <h2>What to do now</h2>
      </header>
      <dl className="kv in">
        <div>
          <dt>Likely cause</dt>
          <dd>{cause}</dd>
        </div>
        <div>
          <dt>First step</dt>
          <dd>{firstStep}</dd>
        </div>
        <div>
          <dt>Whom to call</dt>
          <dd>{call}</dd>
        </div>
      </dl>
    </section>
  );
}

/** One finding: what happens, the values for it and against it, how sure, what to do, where to look next. */
export function FindingPage({ finding }: { finding: Finding }) {
  useKeys([
    {
      keys: ["Escape"],
      shown: "Esc",
      says: "All findings of the run",
      letter: false,
      run: () => goTo({ screen: "findings", run: finding.run.id, finding: null }),
    },
  ]);
  return (
    <>
      <Head finding={finding} />
      <div className="body fp">
        <div className="fp-main" data-pane="">
          <SightingsCard finding={finding}>
            <Params finding={finding} />
          </SightingsCard>
          <AgainstCard finding={finding} />
          <ConfirmCard finding={finding} />
        </div>
        <div className="fp-side" data-pane="">
          <TriageCard finding={finding} />
          <RulesCard finding={finding} />
          <ExpandCard finding={finding} />
        </div>
      </div>
    </>
  );
}
