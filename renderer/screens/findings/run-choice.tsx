import { useCall } from "../../shell/use-call.ts";

interface RunChoiceProps {
  readonly run: string;
  readonly onRun: (run: string) => void;
}

/** Which run a screen speaks of; hidden while there is only one. */
export function RunChoice({ run, onRun }: RunChoiceProps) {
  const runs = useCall("run.list", {}).data?.runs ?? [];
  if (runs.length < 2) return null;
  return (
    <select
      className="inp run-choice"
      aria-label="Run"
      value={run}
      onChange={(event) => onRun(event.target.value)}
    >
      {runs
        .toSorted((a, b) => b.number - a.number)
        .map((each) => (
          <option key={each.id} value={each.id}>
            Run {each.number} · {each.counts.total} patients
          </option>
        ))}
    </select>
  );
}
