import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import type { Hop } from "../../../core/compare/result.ts";
import { HopStrip } from "../../parts/hop-strip.tsx";
import { useAnnounce } from "../../shell/announce.tsx";
import { useKeys } from "../../shell/keys.tsx";
import { goTo } from "../../shell/use-route.ts";
import { useMedia } from "../../shell/use-media.ts";
import { AllowDialog } from "../rules/allow-dialog.tsx";
import { Assess } from "./assess.tsx";
import { CaseHead } from "./case-head.tsx";
import { caseKeys } from "./case-keys.ts";
import type { CaseDetail, Row } from "./case-types.ts";
import type { Coach } from "./coach.ts";
import { Dock } from "./dock.tsx";
import { Explanation } from "./explanation.tsx";
import { hopSteps } from "./hop-names.ts";
import { Record } from "./record.tsx";
import { passes, type RecordFilter } from "./record-filter.ts";
import { RecordFilterBar } from "./record-filter-bar.tsx";
import { shownRows } from "./shown-rows.ts";
import { isOpen, nameOf } from "./row-words.ts";
import { useAssessing } from "./use-assessing.ts";

interface CaseViewProps {
  readonly detail: CaseDetail;
  /** Key of the row, or id of the field, from the address. */
  readonly field: string | null;
  readonly coach: Coach;
  readonly onField: (key: string) => void;
  readonly onNext: (next: string | null) => void;
  readonly onUndone: (caseId: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onShowThem: (fault: { id: string; field: string }) => void;
  readonly onCases: () => void;
  /** Stands above the record. */
  readonly notice: ReactNode;
}

function chosenRow(rows: readonly Row[], field: string | null): Row | undefined {
  return (
    rows.find((row) => row.key === field) ??
    rows.find((row) => row.field === field && isOpen(row)) ??
    rows.find((row) => row.field === field) ??
    rows.find(isOpen) ??
    rows.find((row) => row.verdict === "allowed") ??
    rows[0]
  );
}

function spokenCase(detail: CaseDetail): string {
  const { number, name, differences } = detail.case;
  const count = differences === 1 ? "1 difference" : `${differences} differences`;
  return `Case ${number}, ${name}, ${count}`;
}

const storedWords = {
  found: "",
  "not-looked": "Nobody has looked for this patient there yet. Nothing was compared.",
  "not-found": "This patient is not in their record. Nothing could be compared.",
  ambiguous: "This patient has more than one chart there. One of them is compared here.",
  late: "This patient arrived late.",
} as const;

/** One case: record, hop strip, messages, explanation, note and verdict. */
export function CaseView(props: CaseViewProps) {
  const { detail, coach, onField } = props;
  const { say } = useAnnounce();
  const [all, setAll] = useState(false);
  const [allowing, setAllowing] = useState(false);
  const [filter, setFilter] = useState<RecordFilter>(null);
  const [hop, setHop] = useState<Hop | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [wantsFocus, setWantsFocus] = useState(true);
  const [panel, setPanel] = useState<"explanation" | "messages">("explanation");
  const wide = useMedia("(min-width: 1181px)");
  const onFocused = useCallback(() => setWantsFocus(false), []);
  const assessing = useAssessing(detail, props.onNext, props.onUndone);
  const everyRow = detail.sections.flatMap((section) => section.rows);
  const row = chosenRow(everyRow, props.field);
  const spoken = spokenCase(detail);
  useEffect(() => say(spoken), [say, spoken]);

  // a row from the address that is folded away: show it
  const isHidden = row !== undefined && !shownRows(detail.sections, all, unfolded).includes(row);
  const showsAll = all || isHidden;
  const visible = shownRows(detail.sections, showsAll, unfolded, filter);

  // another choice of fields moves the rows: the chosen one stays in view
  const record = useRef<HTMLElement>(null);
  useEffect(() => {
    record.current?.querySelector(".r.sel")?.scrollIntoView({ block: "nearest" });
  }, [all]);

  function choose(key: string, focus: boolean) {
    setHop(null);
    if (key !== row?.key) coach.did("letter");
    onField(key);
    if (focus) setWantsFocus(true);
  }
  function step(among: readonly Row[], by: 1 | -1) {
    const at = among.findIndex((each) => each.key === row?.key);
    const from = at < 0 && by < 0 ? among.length : at;
    const next = among[Math.min(Math.max(from + by, 0), among.length - 1)];
    if (next !== undefined) choose(next.key, true);
  }
  function narrow(to: RecordFilter) {
    setFilter(to);
    const [first] = shownRows(detail.sections, showsAll, unfolded, to);
    // what is explained stays among what is shown
    if (first !== undefined && (row === undefined || !passes(row, to))) choose(first.key, false);
  }
  const open = visible.filter(isOpen);
  const steps = row === undefined ? [] : hopSteps(row, detail);

  useKeys(
    caseKeys({
      nextCase: props.onStep,
      field: (by) => step(visible, by),
      difference: (by) => step(open, by),
      place: (at) => {
        const chosen = steps[at];
        if (chosen !== undefined) setHop(chosen.hop);
      },
      verdict: (verdict) => {
        coach.did("verdict");
        assessing.choose(verdict);
      },
      enter: () => {
        if (assessing.draft.verdict !== null) assessing.save();
        else document.querySelector<HTMLElement>(".ix")?.focus();
      },
      save: assessing.save,
      undo: assessing.undo,
      finding: () => {
        const finding = row?.faults[0]?.finding;
        if (finding !== undefined && finding !== null)
          goTo({ screen: "findings", run: detail.run, finding });
        else say("This field belongs to no finding.");
      },
      allow: () => {
        if (row !== undefined && isOpen(row)) setAllowing(true);
        else say("This field has no difference that a rule could allow.");
      },
      note: () => assessing.noteField.current?.focus(),
      allFields: () => setAll(!all),
      filterCases: () => {
        props.onCases();
        window.setTimeout(() => document.getElementById("case-filter")?.focus(), 0);
      },
      back: () => {
        setFilter(null);
        setWantsFocus(true);
      },
    }),
  );

  const messages = row === undefined ? null : <Dock row={row} detail={detail} hop={hop} />;
  return (
    <>
      <section ref={record} className="pane" aria-label="Comparison">
        <div className="ph">
          <CaseHead detail={detail} all={all} onAll={setAll} onCases={props.onCases} />
          {props.notice}
          {storedWords[detail.case.stored] !== "" && (
            <p className="note delta">{storedWords[detail.case.stored]}</p>
          )}
          {row !== undefined && (
            <HopStrip
              field={row.label}
              steps={steps}
              changedAt={row.changedAt}
              chosen={hop}
              onChoose={setHop}
            />
          )}
          <RecordFilterBar sections={detail.sections} filter={filter} onFilter={narrow} />
          {coach.line("letter") !== null && <p className="coach">{coach.line("letter")}</p>}
        </div>
        <Record
          detail={detail}
          all={showsAll}
          filter={filter}
          chosen={row?.key ?? null}
          wantsFocus={wantsFocus}
          onFocused={onFocused}
          onChoose={(chosen) => choose(chosen, true)}
          unfolded={unfolded}
          onUnfold={(group) => setUnfolded(new Set([...unfolded, group]))}
        />
        {wide && messages}
      </section>
      {row !== undefined && isOpen(row) && (
        <AllowDialog
          key={row.key}
          difference={{
            case: detail.case.id,
            field: row.field,
            entry: row.entry,
            label: nameOf(row),
          }}
          open={allowing}
          onOpen={setAllowing}
        />
      )}
      <aside className="insp" aria-label="Explanation and verdict" data-pane="">
        {!wide && (
          <div className="tabs insp-tabs" role="group" aria-label="What to show">
            {(["explanation", "messages"] as const).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={panel === each}
                onClick={() => setPanel(each)}
              >
                {each === "explanation" ? "What happened" : "Messages"}
              </button>
            ))}
          </div>
        )}
        <div className="insp-main" onFocus={() => coach.did("fault")}>
          {coach.line("fault") !== null && <p className="coach">{coach.line("fault")}</p>}
          {row !== undefined && (wide || panel === "explanation") && (
            <Explanation
              row={row}
              detail={detail}
              onShowThem={props.onShowThem}
              onAllow={() => setAllowing(true)}
            />
          )}
          {!wide && panel === "messages" && messages}
        </div>
        <Assess
          detail={detail}
          draft={assessing.draft}
          saving={assessing.saving}
          fault={assessing.fault}
          noteField={assessing.noteField}
          reasonField={assessing.reasonField}
          onChange={assessing.change}
          onVerdict={(verdict) => {
            coach.did("verdict");
            assessing.choose(verdict);
          }}
          onSave={assessing.save}
          onBack={() => props.onStep(-1)}
          coach={coach.line("verdict")}
        />
      </aside>
    </>
  );
}
