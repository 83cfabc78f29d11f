import { useCall } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { CoverageView } from "./coverage-view.tsx";

/** Which kinds of mess were tried in which field, of one run or of all. */
export function CoverageScreen({ run }: { run: string | null }) {
  const map = useCall("coverage.map", { run }, true);
  const runs = useCall("run.list", {}).data?.runs ?? [];
  return (
    <>
      <ScreenHead
        title="Coverage"
        says="Which kinds of mess were tried in which field. A dashed 0 is a combination that can be tested here and never was."
      >
        <select
          className="inp run-choice"
          aria-label="Run"
          value={run ?? ""}
          onChange={(event) =>
            goTo({ screen: "coverage", run: event.target.value === "" ? null : event.target.value })
          }
        >
          <option value="">All runs of this campaign</option>
          {runs
            .toSorted((a, b) => b.number - a.number)
            .map((each) => (
              <option key={each.id} value={each.id}>
                Run {each.number} · {each.counts.total} patients
              </option>
            ))}
        </select>
      </ScreenHead>
      <div className="body">
        <Loaded of={map}>{(data) => <CoverageView map={data} run={run} />}</Loaded>
      </div>
    </>
  );
}
