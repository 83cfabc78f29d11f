import { Dialog } from "@base-ui/react/dialog";
import { Fragment, useState, type KeyboardEvent } from "react";
import { matchScore } from "./match-words.ts";
import { allPlaces } from "./places.ts";
import { useCall } from "./use-call.ts";
import { goTo, useRoute } from "./use-route.ts";

export interface PaletteAction {
  readonly group: "Actions" | "Patients" | "Fields" | "Findings" | "Screens";
  readonly label: string;
  readonly keys?: string;
  /** Why it is not possible now; it is listed all the same. */
  readonly blocked?: string;
  readonly run: () => void;
}

const groups = ["Actions", "Patients", "Fields", "Findings", "Screens"] as const;
const perGroup = 8;

function useRunWhileOpen(open: boolean): string | undefined {
  const runs = useCall("run.list", open ? {} : null);
  return runs.data?.runs.toSorted((a, b) => b.number - a.number)[0]?.id;
}

/** The first 500 patients of the newest run; accents and slips are forgiven here, not by the host. */
function usePatients(open: boolean): readonly PaletteAction[] {
  const run = useRunWhileOpen(open);
  const list = useCall(
    "case.list",
    open && run !== undefined ? { run, filter: "", sort: "number", offset: 0, limit: 500 } : null,
  );
  return (list.data?.cases ?? []).map((line) => ({
    group: "Patients",
    label: `${line.name} · ${line.number}`,
    run: () => goTo({ screen: "compare", run: run ?? null, case: line.id, field: null }),
  }));
}

function useFields(open: boolean): readonly PaletteAction[] {
  const fields = useCall("catalogue.fields", open ? {} : null);
  const route = useRoute();
  const opened = route.screen === "compare" && route.case !== null ? route : null;
  return (fields.data?.fields ?? []).map((field) => ({
    group: "Fields",
    label: `${field.label} · ${field.id}`,
    ...(opened === null ? { blocked: "Open a patient in Compare first." } : {}),
    run: () => {
      if (opened !== null) goTo({ ...opened, field: field.id });
    },
  }));
}

/** The findings of the newest run, by the name and code of their fault. */
function useFindings(open: boolean): readonly PaletteAction[] {
  const run = useRunWhileOpen(open);
  const list = useCall("finding.list", open && run !== undefined ? { run } : null);
  return (list.data?.findings ?? []).map(({ finding, fault }) => ({
    group: "Findings",
    label: `${fault.long} · ${finding}`,
    run: () => goTo({ screen: "findings", run: run ?? null, finding }),
  }));
}

interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly actions: readonly PaletteAction[];
}

/** One field for everything that can be found or done (Ctrl K). */
export function Palette({ open, onClose, actions }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const patients = usePatients(open);
  const fields = useFields(open);
  const findings = useFindings(open);
  const screens: readonly PaletteAction[] = allPlaces.map((place, index) => ({
    group: "Screens",
    label: place.label,
    ...(index < 9 ? { keys: `Alt ${index + 1}` } : {}),
    run: () => goTo(place.route),
  }));
  const found = groups.flatMap((group) =>
    [...actions, ...patients, ...findings, ...(typed === "" ? [] : fields), ...screens]
      .filter((action) => action.group === group)
      .map((action) => ({ action, score: matchScore(typed, action.label) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, group === "Screens" ? 20 : perGroup)
      .map(({ action }) => action),
  );
  const chosen = Math.min(at, found.length - 1);

  function close() {
    setTyped("");
    setAt(0);
    onClose();
  }
  function run(action: PaletteAction | undefined) {
    if (action === undefined || action.blocked !== undefined) return;
    close();
    action.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Enter") run(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog palette" data-modal="" aria-label="Find or do">
          <input
            className="inp"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={found.length > 0 ? `palette-${chosen}` : undefined}
            aria-label="Find a patient, field or action"
            placeholder="Find a patient, field or action"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id="palette-list" role="listbox" aria-label="Found" className="palette-list">
            {found.map((action, index) => (
              <Fragment key={`${action.group} ${action.label}`}>
                {found[index - 1]?.group !== action.group && (
                  <div className="palette-group" aria-hidden="true">
                    {action.group}
                  </div>
                )}
                <div
                  id={`palette-${index}`}
                  role="option"
                  aria-selected={index === chosen}
                  aria-disabled={action.blocked !== undefined}
                  className="palette-item"
                  ref={(node) => {
                    if (index === chosen) node?.scrollIntoView({ block: "nearest" });
                  }}
                  onClick={() => run(action)}
                >
                  <span className="grow ell">{action.label}</span>
                  {action.blocked !== undefined && <small>{action.blocked}</small>}
                  {action.keys !== undefined && <kbd>{action.keys}</kbd>}
                </div>
              </Fragment>
            ))}
          </div>
          {found.length === 0 && <p className="meta palette-none">Nothing is called that.</p>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
