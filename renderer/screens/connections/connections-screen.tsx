import { useRef, useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { FaultNote } from "../../parts/note.tsx";
import type { CallFault } from "../../../api/fault.ts";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCall, useClient, useCommand } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { ScreenHead } from "../screen-head.tsx";

type List = Reply<"connection.list">;
type Line = List["connections"][number];
type Check = Reply<"connection.check">["lines"][number];

const checkLooks: Readonly<Record<Check["state"], { look: string; icon: IconName; word: string }>> =
  {
    ok: { look: "pass", icon: "pass", word: "ok" },
    failed: { look: "fail", icon: "fail", word: "failed" },
    "cant-tell": { look: "unsure", icon: "unsure", word: "can’t tell" },
  };

function OpenProfile({ onOpened }: { onOpened: (id: string) => void }) {
  const open = useCommand("connection.open");
  const [path, setPath] = useState("");
  const submit = () => {
    if (path.trim() === "" || open.isPending) return;
    open.mutate({ path: path.trim() }, { onSuccess: (line) => onOpened(line.id) });
  };
  return (
    <section className="card" data-pane="">
      <header>
        <h2>Connect my system</h2>
      </header>
      <form
        className="in stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className="t2">
          A profile file says which systems there are, how records go in and how they are read back.
          The questions that write one for you are not built yet; “crosschart profile schema” prints
          what may stand in it.
        </p>
        <div className="fld">
          <label htmlFor="path">Path of the profile file on this computer</label>
          <input
            id="path"
            className="inp mono wide"
            value={path}
            placeholder="/home/you/clinic-test.jsonc"
            onChange={(event) => setPath(event.target.value)}
          />
        </div>
        {open.isError && <FaultNote fault={faultOf(open.error)} />}
        <div className="row">
          <button type="submit" className="btn pri">
            {open.isPending ? "Opening…" : "Open and check"}
          </button>
        </div>
      </form>
    </section>
  );
}

interface Checking {
  readonly id: string;
  readonly running: boolean;
  readonly ok: boolean | null;
  readonly lines: readonly Check[];
  readonly fault: CallFault | null;
}

function Lines({ checking, onAgain }: { checking: Checking; onAgain: () => void }) {
  return (
    <section className="card" data-pane="" aria-live="polite">
      <header>
        <h2 className="grow">Test the connection</h2>
        <span className="meta">
          {checking.running
            ? "checking…"
            : checking.ok === true
              ? "all lines are in order"
              : "look at the marked lines"}
        </span>
        <button type="button" className="btn sm" onClick={onAgain} aria-disabled={checking.running}>
          <Icon name="again" />
          Test again
        </button>
      </header>
      {checking.fault !== null && <FaultNote fault={checking.fault} />}
      <ul className="checks">
        {checking.lines.map((line) => {
          const looks = checkLooks[line.state];
          return (
            <li key={line.name}>
              <span className={`v ${looks.look}`}>
                <Icon name={looks.icon} />
                <span className="vh">{looks.word}</span>
              </span>
              <div className="grow">
                <b>{line.name}</b>
                <p className="t2">{line.says}</p>
                {line.state !== "ok" && line.todo !== "" && <p>{line.todo}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Known({ list, onCheck }: { list: List; onCheck: (id: string) => void }) {
  const select = useCommand("connection.select");
  const describe = (line: Line) =>
    line.kind === "practice" ? "Built in, made-up patients only" : (line.path ?? "");
  return (
    <section className="card" data-pane="">
      <header>
        <h2>Known connections</h2>
      </header>
      {list.connections.length === 0 && (
        <p className="in t2">None yet. Open a profile file, or try the practice EMR.</p>
      )}
      <ul className="checks">
        {list.connections.map((line) => (
          <li key={line.id}>
            <Icon name={line.id === list.current ? "check" : "plug"} />
            <div className="grow">
              <b>{line.name}</b>
              {line.id === list.current && <span className="chip">in use</span>}
              <p className="t2">
                {line.sourceName} → {line.targetName}
              </p>
              <p className="meta breaks">{describe(line)}</p>
            </div>
            <div className="row wrap">
              {line.id !== list.current && (
                <button
                  type="button"
                  className="btn sm"
                  aria-label={`Use ${line.name}`}
                  onClick={() => select.mutate({ id: line.id })}
                >
                  Use
                </button>
              )}
              <button
                type="button"
                className="btn sm"
                aria-label={`Check ${line.name}`}
                onClick={() => onCheck(line.id)}
              >
                Check
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opens a profile file and checks it line by line; chooses which connection is in use. */
export function ConnectionsScreen() {
  const client = useClient();
  const list = useCall("connection.list", {});
  const [checking, setChecking] = useState<Checking | null>(null);
  const asked = useRef(0);
  const { say } = useAnnounce();

  async function check(id: string) {
    const mine = ++asked.current;
    const show = (part: Partial<Checking>) => {
      if (asked.current !== mine) return;
      setChecking((before) => ({
        id,
        running: true,
        ok: null,
        lines: [],
        fault: null,
        ...(before?.id === id ? before : {}),
        ...part,
      }));
    };
    show({ running: true, ok: null, lines: [], fault: null });
    const seen: Check[] = [];
    try {
      const done = await client.job("connection.check", { id }, (line) => {
        seen.push(line);
        show({ lines: [...seen] });
      }).done;
      show({ running: false, ok: done.ok, lines: done.lines });
      say(done.ok ? "The connection is in order." : "The connection has lines to look at.");
    } catch (thrown) {
      show({ running: false, ok: false, fault: faultOf(thrown) });
    }
  }

  return (
    <>
      <ScreenHead
        title="Connections"
        says="Which systems Crosschart may send made-up patients to. Only test systems; there is no way round that."
      />
      <div className="body cn">
        <div className="col">
          <OpenProfile onOpened={(id) => void check(id)} />
          <Loaded of={list}>
            {(data) => <Known list={data} onCheck={(id) => void check(id)} />}
          </Loaded>
        </div>
        <div className="col">
          {checking === null ? (
            <section className="card empty">
              <p>
                <b>Test the connection.</b> Each line says ok, or why not and what to do.
              </p>
            </section>
          ) : (
            <Lines checking={checking} onAgain={() => void check(checking.id)} />
          )}
        </div>
      </div>
    </>
  );
}
