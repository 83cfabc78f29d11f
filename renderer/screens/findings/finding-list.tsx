import type { Reply } from "../../../api/contract.ts";
import { HarmBars, harmWords } from "../../parts/harm-bars.tsx";
import { Sign } from "../../parts/sign.tsx";
import { hashOf } from "../../shell/route.ts";
import { useCall } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { RunChoice } from "./run-choice.tsx";

type Finding = Reply<"finding.list">["findings"][number];

const shownFields = 3;
const levels = [4, 3, 2, 1] as const;

function FieldNames({ fields }: { fields: Finding["fields"] }) {
  const names = fields.slice(0, shownFields).map(({ label }) => label);
  const rest = fields.length - names.length;
  if (fields.length === 0) return <>The whole record</>;
  return (
    <>
      {names.join(", ")}
      {rest > 0 && ` and ${rest} more`}
    </>
  );
}

function Rows({ run, findings }: { run: string; findings: readonly Finding[] }) {
  return findings.map((each) => (
    <tr key={each.finding}>
      <td>
        <Sign verdict="delta" />
      </td>
      <td>
        <a href={hashOf({ screen: "findings", run, finding: each.finding })}>{each.fault.long}</a>{" "}
        <span className="code">{each.fault.id}</span>
      </td>
      <td>
        <FieldNames fields={each.fields} />
      </td>
      <td className="num">{each.cases}</td>
      <td className="num">{each.casesAgainst === 0 ? "–" : each.casesAgainst}</td>
      <td className="nowrap">{each.standing}</td>
    </tr>
  ));
}

function Table({ run, findings }: { run: string; findings: readonly Finding[] }) {
  return (
    <section className="card" data-pane="">
      <div className="scroll-x" tabIndex={0} role="region" aria-label="Findings">
        <table className="g findings">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">State</span>
              </th>
              <th scope="col">What happened</th>
              <th scope="col">Where</th>
              <th scope="col" className="num">
                Patients
              </th>
              <th scope="col" className="num">
                Against it
              </th>
              <th scope="col">How sure</th>
            </tr>
          </thead>
          {levels.map((level) => {
            const here = findings.filter(({ harm }) => harm === level);
            if (here.length === 0) return null;
            return (
              <tbody key={level}>
                <tr className="harm-row">
                  <td colSpan={6}>
                    <HarmBars level={level} /> {harmWords[level]}{" "}
                    <span className="meta">{here.length}</span>
                  </td>
                </tr>
                <Rows run={run} findings={here} />
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

/** The findings of a run by harm: the fewest causes that explain its differences. */
export function FindingList({ run }: { run: string }) {
  const list = useCall("finding.list", { run });
  return (
    <Loaded of={list}>
      {({ findings, run: of, compared }) => (
        <>
          <ScreenHead
            title="Findings"
            says={`Run ${of.number}: the fewest causes that explain what differs in ${compared} compared patients.`}
          >
            <RunChoice
              run={run}
              onRun={(next) => goTo({ screen: "findings", run: next, finding: null })}
            />
          </ScreenHead>
          <div className="body">
            {findings.length > 0 ? (
              <Table run={run} findings={findings} />
            ) : (
              <section className="card empty">
                <p>
                  {of.ended ? (
                    <>
                      <b>No findings.</b> That only counts for what was tested.
                    </>
                  ) : (
                    <>
                      <b>Not known yet.</b> Causes are looked for when all patients of the run are
                      compared.
                    </>
                  )}
                </p>
                <button
                  type="button"
                  className="btn"
                  onClick={() => goTo({ screen: "coverage", run })}
                >
                  See coverage
                </button>
              </section>
            )}
          </div>
        </>
      )}
    </Loaded>
  );
}
