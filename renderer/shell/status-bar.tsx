import type { DoorState } from "./client.ts";
import { useCall } from "./use-call.ts";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

interface StatusBarProps {
  readonly door: DoorState;
  readonly onKeys: () => void;
}

/** Connection state · last full send · record chain · keys. What is not known is said to be. */
export function StatusBar({ door, onKeys }: StatusBarProps) {
  const about = useCall("app.about", {});
  const runs = useCall("run.list", {});
  const ended = runs.data?.runs
    .filter((run) => run.ended !== null)
    .toSorted((a, b) => b.number - a.number)[0];
  const chain = about.data?.chain;
  return (
    <footer className="stat" data-pane="">
      <span>{door === "open" ? "● Connected to Crosschart" : "○ Not connected"}</span>
      <span className="opt">
        Last full send {ended?.ended == null ? "not yet" : clock.format(new Date(ended.ended))}
      </span>
      {chain !== undefined && (
        <span className="opt">
          {chain.ok
            ? `Record chain checked ✓ ${chain.entries.toLocaleString("en-GB")} entries`
            : `✕ ${chain.says}`}
        </span>
      )}
      <span className="ml">
        <button type="button" className="stat-key" onClick={onKeys}>
          <kbd>?</kbd> Keys
        </button>
        <span className="opt">
          <kbd>F6</kbd> Next pane
        </span>
      </span>
    </footer>
  );
}
