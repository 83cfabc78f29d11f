import type { Reply } from "../../../api/contract.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { FaultNote } from "../../parts/note.tsx";
import { Segments } from "../../parts/segments.tsx";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCall, useCommand } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { FaultTable } from "./fault-table.tsx";

export type Practice = Reply<"practice.status">;
export type PracticeFault = Practice["faults"][number];

function presetOf(practice: Practice): string | null {
  const on = practice.faults.filter((fault) => fault.on).map((fault) => fault.id);
  const same = (ids: readonly string[]) =>
    ids.length === on.length && ids.every((id) => on.includes(id));
  return practice.presets.find((preset) => same(preset.faults))?.id ?? null;
}

/** What a person can look at; the other addresses answer programs. */
function isPage(name: string): boolean {
  return name.includes("chart page");
}

function Running({ practice }: { practice: Practice }) {
  const start = useCommand("practice.start");
  const stop = useCommand("practice.stop");
  return (
    <section className="card" data-pane="">
      <header>
        <h2 className="grow">{practice.running ? "Running" : "Not running"}</h2>
        <button
          type="button"
          className="btn sm"
          onClick={() => (practice.running ? stop : start).mutate({})}
        >
          {practice.running ? "Stop" : start.isPending ? "Starting…" : "Start"}
        </button>
      </header>
      {start.isError && <FaultNote fault={faultOf(start.error)} />}
      {practice.running ? (
        <dl className="kv">
          {practice.addresses.map((each) => (
            <div key={each.name}>
              <dt>{each.name}</dt>
              <dd className="row">
                <code className="grow address">
                  {isPage(each.name) ? (
                    <a href={each.address} target="_blank" rel="noreferrer">
                      {each.address}
                    </a>
                  ) : (
                    each.address
                  )}
                </code>
                <CopyButton text={each.address} what={`address of ${each.name}`} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="in t2">It starts by itself when you try it or send to it.</p>
      )}
    </section>
  );
}

function Log({ practice }: { practice: Practice }) {
  return (
    <section className="card" data-pane="">
      <header>
        <h2>Log</h2>
      </header>
      {practice.log.length === 0 ? (
        <p className="in t2">Nothing was sent to it yet.</p>
      ) : (
        <ol className="practice-log" tabIndex={0} aria-label="Log of the practice EMR">
          {practice.log.map((line, at) => (
            <li key={at}>
              <code>{line.at.slice(11, 19)}</code> {line.says}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The practice switchboard: which faults the pretend EMR has, and where it can be reached. */
export function PracticeScreen() {
  const practice = useCall("practice.status", {});
  const set = useCommand("practice.setFaults");
  const reset = useCommand("practice.reset");
  const { toast } = useAnnounce();

  function toggle(data: Practice, fault: PracticeFault) {
    const on = data.faults.filter((each) => (each.id === fault.id ? !each.on : each.on));
    set.mutate({ faults: on.map(({ id, params }) => ({ id, params })) });
  }

  return (
    <Loaded of={practice}>
      {(data) => {
        const on = data.faults.filter((fault) => fault.on).length;
        return (
          <>
            <ScreenHead
              title="Practice EMR"
              says="A pretend EMR on this computer. Switch faults on, then see whether your team finds them."
            >
              <Segments
                label="Ready-made sets of faults"
                options={[
                  ...data.presets.map((preset) => ({ id: preset.id, label: preset.name })),
                  { id: "own", label: "My mix" },
                ]}
                chosen={presetOf(data) ?? "own"}
                onChoose={(id) => {
                  const preset = data.presets.find((each) => each.id === id);
                  if (preset === undefined) return;
                  set.mutate({ faults: preset.faults.map((fault) => ({ id: fault })) });
                }}
              />
              <button
                type="button"
                className="btn"
                title="Empties the practice systems; results stay"
                onClick={() =>
                  reset.mutate({}, { onSuccess: () => toast("The practice EMR is empty again.") })
                }
              >
                <Icon name="again" />
                Reset
              </button>
            </ScreenHead>
            <div className="body pe">
              <section className="card" data-pane="">
                <header>
                  <h2 className="grow">Faults</h2>
                  <span className="meta">{on === 0 ? "all off" : `${on} on`}</span>
                </header>
                {set.isError && <FaultNote fault={faultOf(set.error)} />}
                {reset.isError && <FaultNote fault={faultOf(reset.error)} />}
                <FaultTable practice={data} onToggle={(fault) => toggle(data, fault)} />
              </section>
              <aside className="col" aria-label="Where it runs">
                <Running practice={data} />
                <Log practice={data} />
              </aside>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
