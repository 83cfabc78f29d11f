import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { FaultNote } from "../../parts/note.tsx";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCall, useClient } from "../../shell/use-call.ts";
import { goTo, replaceRoute } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { useNewestRun } from "../newest-run.ts";
import { CaseList } from "./case-list.tsx";
import type { CaseQuery } from "./case-types.ts";
import { CaseView } from "./case-view.tsx";
import { useCoach } from "./coach.ts";
import { useCasePages } from "./use-case-pages.ts";

interface CompareProps {
  readonly run: string | null;
  readonly caseId: string | null;
  readonly field: string | null;
}

/** Takes the focus: what is typed next must not land in the note that was just saved. */
function DoneNote({ cantTell, onLook }: { cantTell: number; onLook: () => void }) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className="note info" role="status">
      <b>You are done with your patients.</b>{" "}
      {cantTell > 0 && `${cantTell} ${cantTell === 1 ? "is" : "are"} marked Can’t tell. `}
      <button
        ref={next}
        type="button"
        className="btn sm"
        onClick={cantTell > 0 ? onLook : () => goTo({ screen: "home" })}
      >
        {cantTell > 0 ? `Look at the ${cantTell}` : "Go to Home"}
      </button>
    </div>
  );
}

function CompareRun({
  run,
  caseId,
  field,
}: {
  run: string;
  caseId: string | null;
  field: string | null;
}) {
  const client = useClient();
  const queries = useQueryClient();
  const { say } = useAnnounce();
  const [query, setQuery] = useState<CaseQuery>({ filter: "", sort: "waiting" });
  const [range, setRange] = useState({ from: 0, to: 0 });
  const [listOpen, setListOpen] = useState(false);
  const [done, setDone] = useState(false);
  const pages = useCasePages(run, query, range.from, range.to);
  const onRange = useCallback((from: number, to: number) => {
    setRange((before) => (before.from === from && before.to === to ? before : { from, to }));
  }, []);
  const chosen = caseId ?? pages.at(0)?.id ?? null;
  const detail = useCall("case.detail", chosen === null ? null : { case: chosen });
  const newest = useNewestRun();
  const coach = useCoach(newest?.number === 1 && pages.total > 0 && pages.waiting === pages.total);
  const at = pages.indexOf(chosen);
  const next = pages.at(at + 1)?.id;

  // the patient on screen stays, whatever the order of the list becomes, and has an address
  useEffect(() => {
    if (caseId === null && chosen !== null)
      replaceRoute({ screen: "compare", run, case: chosen, field: null });
  }, [run, caseId, chosen]);

  useEffect(() => {
    if (next === undefined) return;
    const input = { case: next };
    void queries.prefetchQuery({
      queryKey: ["case.detail", input],
      queryFn: () => client.query("case.detail", input),
    });
  }, [client, queries, next]);

  // An answer that comes when the tester has gone elsewhere must not call them back.
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  function show(id: string) {
    if (!here.current) return;
    setListOpen(false);
    setDone(false);
    goTo({ screen: "compare", run, case: id, field: null });
  }
  function step(by: 1 | -1) {
    const line = pages.at(at + by);
    if (line !== undefined) show(line.id);
    else say(by === 1 ? "This is the last case." : "This is the first case.");
  }

  async function lookAtUnsure() {
    const input = { run, filter: "", sort: "number", offset: 0, limit: 500 } as const;
    const list = await client.query("case.list", input);
    const unsure = list.cases.find((line) => line.assessment === "cant-tell");
    if (unsure !== undefined) show(unsure.id);
  }

  if (pages.error !== null) {
    return (
      <div className="pad">
        <FaultNote fault={faultOf(pages.error)} onRetry={() => void queries.invalidateQueries()} />
      </div>
    );
  }
  return (
    <div className={listOpen ? "cmp list-open" : "cmp"}>
      <CaseList
        pages={pages}
        chosen={chosen}
        query={query}
        onQuery={setQuery}
        onChoose={(line) => show(line.id)}
        onStep={step}
        onRange={onRange}
      />
      {chosen === null ? (
        <p className="pad t2">{pages.loading ? "" : "No patient is here yet."}</p>
      ) : (
        <Loaded of={detail}>
          {(data) => (
            <CaseView
              key={data.case.id}
              detail={data}
              field={field}
              coach={coach}
              onField={(key) => replaceRoute({ screen: "compare", run, case: chosen, field: key })}
              onNext={(following) => {
                if (following === null) {
                  setDone(true);
                  say("You are done with your patients.");
                } else show(following);
              }}
              onUndone={show}
              onStep={step}
              onShowThem={(fault) => {
                setQuery({ filter: "", sort: query.sort, fault });
                setListOpen(true);
              }}
              onCases={() => setListOpen(!listOpen)}
              notice={
                done && <DoneNote cantTell={pages.cantTell} onLook={() => void lookAtUnsure()} />
              }
            />
          )}
        </Loaded>
      )}
    </div>
  );
}

/** Compare: the cases of a run, one after the other. */
export function CompareScreen({ run, caseId, field }: CompareProps) {
  const newest = useNewestRun();
  const shown = run ?? newest?.id ?? null;
  if (shown !== null) return <CompareRun key={shown} run={shown} caseId={caseId} field={field} />;
  if (newest === undefined) return <div className="skeleton" aria-busy="true" />;
  return (
    <div className="body pad">
      <section className="card empty">
        <p>
          <b>Nothing to compare yet.</b> Compare shows what was sent beside what came back; nothing
          was sent so far.
        </p>
        <button type="button" className="btn pri" onClick={() => goTo({ screen: "home" })}>
          See how it works
        </button>
      </section>
    </div>
  );
}
