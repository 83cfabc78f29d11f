import { useState } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useKeys } from "../../shell/keys.tsx";
import { useCall, useClient } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { choose, peopleChoiceOf, useChoice } from "./choice-store.ts";
import { FamiliesCard } from "./families-card.tsx";
import { FamilyCard } from "./family-card.tsx";
import { PersonCard } from "./person-card.tsx";
import { PreviewCard } from "./preview-card.tsx";

const previewed = 10;
const most = 500;

function Recipe() {
  const choice = useChoice();
  const client = useClient();
  return (
    <section className="card pk">
      <div className="in row top recipe">
        <div className="fld">
          <label htmlFor="count">How many</label>
          <input
            id="count"
            className="inp short"
            type="number"
            min={1}
            max={most}
            value={choice.count}
            onChange={(event) => {
              const count = Math.trunc(event.target.valueAsNumber);
              if (count >= 1 && count <= most) choose({ count });
            }}
          />
        </div>
        <div className="fld">
          <label htmlFor="seed">Recipe number</label>
          <div className="row">
            <input
              id="seed"
              className="inp mono"
              value={choice.seed}
              maxLength={200}
              onChange={(event) => {
                if (event.target.value !== "") choose({ seed: event.target.value });
              }}
            />
            <button
              type="button"
              className="btn icon-btn"
              aria-label="A new recipe number"
              title="A new recipe number"
              onClick={() => {
                void client.query("people.newSeed", {}).then(({ seed }) => choose({ seed }));
              }}
            >
              <Icon name="dice" />
            </button>
          </div>
        </div>
        <p className="meta grow">
          The same recipe number always makes the same patients, here and at the vendor. Up to{" "}
          {most}.
        </p>
      </div>
    </section>
  );
}

/** Make patients: kinds of mess, how many, which recipe, and a preview with the mess marked. */
export function MakeScreen() {
  const choice = useChoice();
  const people = peopleChoiceOf(choice);
  const mess = useCall("catalogue.mess", {});
  const preview = useCall("people.preview", { ...people, offset: 0, limit: previewed }, true);
  const [family, setFamily] = useState<string | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const send = () => goTo({ screen: "send", run: null });
  useKeys([
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
    <>
      <ScreenHead
        title="Make patients"
        says="Choose what kind of mess your real records have. Crosschart invents patients with it and knows what must happen to each."
      />
      <div className="body">
        <Loaded of={mess}>
          {(catalogue) => {
            const shown =
              catalogue.families.find((each) => each.id === family) ?? catalogue.families[0];
            return (
              <div className="mk">
                <FamiliesCard
                  mess={catalogue}
                  choice={choice}
                  shown={shown?.id ?? null}
                  onShow={(id) => {
                    setFamily(id);
                    setOpened(null);
                  }}
                />
                <div className="right">
                  <Recipe />
                  {opened !== null ? (
                    <PersonCard choice={people} index={opened} onClose={() => setOpened(null)} />
                  ) : (
                    shown !== undefined && <FamilyCard family={shown} />
                  )}
                  <Loaded of={preview}>
                    {(data) => (
                      <>
                        <PreviewCard
                          preview={data}
                          count={choice.count}
                          opened={opened}
                          onOpen={setOpened}
                        />
                        <div className="row act">
                          <span className="row grow t2">
                            <Icon name="shield" />
                            All {choice.count} are invented; numbers come from test ranges.{" "}
                            {data.coverage.covered} of {data.coverage.allowed} kinds of mess in a
                            field are covered; clean on purpose: {data.controls}.
                          </span>
                          <button type="button" className="btn pri" onClick={send}>
                            Keep these {choice.count} and continue{" "}
                            <kbd aria-hidden="true">Ctrl Enter</kbd>
                          </button>
                        </div>
                      </>
                    )}
                  </Loaded>
                </div>
              </div>
            );
          }}
        </Loaded>
      </div>
    </>
  );
}
