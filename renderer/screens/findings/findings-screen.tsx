import { useCall } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { useNewestRun } from "../newest-run.ts";
import { FindingList } from "./finding-list.tsx";
import { FindingPage } from "./finding-page.tsx";

interface FindingsProps {
  readonly run: string | null;
  readonly finding: string | null;
}

function OneFinding({ run, finding }: { run: string; finding: string }) {
  const detail = useCall("finding.detail", { run, finding });
  return <Loaded of={detail}>{(data) => <FindingPage key={finding} finding={data} />}</Loaded>;
}

/** What was found in a run, cause by cause; and one of them with all its cases. */
export function FindingsScreen({ run, finding }: FindingsProps) {
  const newest = useNewestRun();
  const shown = run ?? newest?.id ?? null;
  if (shown !== null && finding !== null) {
    return <OneFinding key={`${shown} ${finding}`} run={shown} finding={finding} />;
  }
  if (shown !== null) return <FindingList run={shown} />;
  if (newest === undefined) return <div className="skeleton" aria-busy="true" />;
  return (
    <div className="body pad">
      <section className="card empty">
        <p>
          <b>Nothing was found yet.</b> Findings name what happened to values on their way; nothing
          was sent so far.
        </p>
        <button type="button" className="btn pri" onClick={() => goTo({ screen: "home" })}>
          See how it works
        </button>
      </section>
    </div>
  );
}
