import { useState } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";
import { Segments } from "../../parts/segments.tsx";
import { useKeys } from "../../shell/keys.tsx";
import { useCall } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { FamilyAbout, TrickAbout } from "./about-card.tsx";
import { CoverageAbout } from "./coverage-about.tsx";
import { CoverageLine } from "./coverage-line.tsx";
import { FamiliesCard, type Coverage, type ShownMess } from "./families-card.tsx";
import type { Mess } from "./mess-selection.ts";
import { PersonCard } from "./person-card.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { RecipeCard } from "./recipe-card.tsx";
import { SetButtons } from "./set-buttons.tsx";
import { useSettled } from "./use-settled.ts";
import { useChoice, useChoose } from "./use-choice.ts";

const panels = [
  { id: "about", label: "What it is" },
  { id: "coverage", label: "Coverage" },
] as const;
const countAfterMs = 300;
type Panel = (typeof panels)[number]["id"];

interface MiddleProps {
  readonly mess: Mess;
  readonly shown: ShownMess;
  readonly coverage: Coverage | null;
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
}

/** What is chosen, explained; or what the people cover. */
function Middle({ mess, shown, coverage, panel, onPanel }: MiddleProps) {
  const family = mess.families.find(({ id }) => id === shown.family) ?? mess.families[0];
  const trick = family?.operators.find(({ id }) => id === shown.trick);
  const tabs = <Segments label="What to show" options={panels} chosen={panel} onChoose={onPanel} />;
  return (
    <section
      className={`card ex ${panel}`}
      aria-label={panel === "about" ? "What it is" : "Coverage"}
      data-pane=""
    >
      {panel === "coverage" ? (
        <CoverageAbout coverage={coverage} mess={mess} tabs={tabs} />
      ) : family === undefined ? null : trick === undefined ? (
        <FamilyAbout family={family} tabs={tabs} />
      ) : (
        <TrickAbout trick={trick} tabs={tabs} />
      )}
    </section>
  );
}

interface WorkbenchProps {
  readonly mess: Mess;
  readonly offered: Reply<"people.choice">;
  readonly choose: (part: Partial<PeopleChoice>) => void;
}

function Workbench({ mess, offered, choose }: WorkbenchProps) {
  const { choice, imported } = offered;
  const [shown, setShown] = useState<ShownMess>({ family: "name", trick: null });
  const [panel, setPanel] = useState<Panel>("about");
  const [opened, setOpened] = useState<number | null>(null);
  // Counting makes everybody: it waits until the typing rests.
  const counted = useSettled(choice, countAfterMs);
  const coverage = useCall("people.coverage", counted, true).data ?? null;
  const send = () => goTo({ screen: "send", run: null });
  const step = (by: number) => {
    const next = opened === null ? 0 : opened + by;
    if (next >= 0 && next < choice.count) setOpened(next);
  };
  useKeys([
    { keys: ["j"], shown: "J", says: "Open the next patient", letter: true, run: () => step(1) },
    {
      keys: ["k"],
      shown: "K",
      says: "Open the patient before",
      letter: true,
      run: () => step(-1),
    },
    {
      keys: ["Ctrl+Enter"],
      shown: "Ctrl Enter",
      says: "Keep these patients and continue",
      letter: false,
      run: send,
    },
    {
      keys: ["Escape"],
      shown: "Esc",
      says: "Close the opened patient",
      letter: false,
      run: () => setOpened(null),
    },
  ]);
  return (
    <div className="mk">
      <div className="left">
        <FamiliesCard
          mess={mess}
          text={choice.mess}
          coverage={coverage}
          shown={shown}
          fixed={imported !== null}
          onShow={(next) => {
            setShown(next);
            setPanel("about");
            setOpened(null);
          }}
          onMess={(text) => choose({ mess: text })}
        />
        <section className="card" aria-label="Coverage of the choice">
          <CoverageLine
            coverage={coverage}
            count={choice.count}
            fixed={imported !== null}
            onCount={(count) => choose({ count })}
          />
        </section>
      </div>
      <div className="right">
        <RecipeCard mess={mess} offered={offered} choose={choose} />
        {opened !== null && opened < choice.count ? (
          <PersonCard
            choice={choice}
            index={opened}
            folder={offered.folder}
            onOpen={(index) => index < choice.count && setOpened(index)}
            onClose={() => setOpened(null)}
          />
        ) : (
          <Middle mess={mess} shown={shown} coverage={coverage} panel={panel} onPanel={setPanel} />
        )}
        <PreviewCard choice={choice} opened={opened} onOpen={setOpened} />
        <div className="row act">
          <span className="row grow t2">
            <Icon name="shield" />
            All {choice.count.toLocaleString("en-US")} are invented; record numbers come from{" "}
            {offered.reserved.from}–{offered.reserved.to}.
          </span>
          <button type="button" className="btn pri" onClick={send}>
            Keep these {choice.count.toLocaleString("en-US")} and continue{" "}
            <kbd aria-hidden="true">Ctrl Enter</kbd>
          </button>
        </div>
      </div>
    </div>
  );
}

/** Make patients: kinds of mess, how many, which recipe, and everybody with the mess marked. */
export function MakeScreen() {
  const offered = useChoice();
  const choose = useChoose(offered.data);
  const mess = useCall("catalogue.mess", {});
  return (
    <>
      <ScreenHead
        title="Make patients"
        says="Choose what kind of mess your real records have. Crosschart invents patients with it and knows what must happen to each."
      >
        {offered.data !== undefined && <SetButtons offered={offered.data} />}
      </ScreenHead>
      <div className="body">
        <Loaded of={mess}>
          {(catalogue) => (
            <Loaded of={offered}>
              {(kept) => <Workbench mess={catalogue} offered={kept} choose={choose} />}
            </Loaded>
          )}
        </Loaded>
      </div>
    </>
  );
}
