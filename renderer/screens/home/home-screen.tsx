import type { Reply } from "../../../api/contract.ts";
import { useCall } from "../../shell/use-call.ts";
import { FirstRunScreen } from "../first-run/first-run-screen.tsx";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { FaultsCard } from "./faults-card.tsx";
import { GateCard } from "./gate-card.tsx";
import { NextCard } from "./next-card.tsx";
import { RemovePractice } from "./remove-practice.tsx";
import { ResumeOffer } from "./resume-offer.tsx";
import { RunsCard } from "./runs-card.tsx";

export type Home = Reply<"workspace.home">;

function Campaign({ home }: { home: Home }) {
  const practice = home.campaign === "practice";
  return (
    <>
      <ScreenHead
        title={practice ? "Practice" : home.name}
        says={
          practice
            ? "Made-up patients against the practice EMR on this computer. Kept apart from every real campaign."
            : "Made-up patients through your connection and back."
        }
      >
        <button type="button" className="btn noprint" onClick={() => window.print()}>
          Print one page
        </button>
        {practice && <RemovePractice />}
      </ScreenHead>
      <div className="body hm" data-pane="">
        {home.unfinished !== null && <ResumeOffer run={home.unfinished} />}
        <div className="col">
          <GateCard gate={home.gate} />
          <RunsCard home={home} />
        </div>
        <div className="col">
          <NextCard home={home} />
          <FaultsCard faults={home.faults} />
        </div>
      </div>
    </>
  );
}

/** Home: the gate, what is next for you, what was found. Before the first test: the first run. */
export function HomeScreen() {
  const home = useCall("workspace.home", {});
  return (
    <Loaded of={home}>
      {(data) =>
        data.campaign === "none" ? <FirstRunScreen run={null} /> : <Campaign home={data} />
      }
    </Loaded>
  );
}
