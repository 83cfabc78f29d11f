import { ProgressBar } from "../../parts/progress-bar.tsx";
import type { RunLine } from "../newest-run.ts";

interface Step {
  readonly name: string;
  readonly done: number;
  readonly says: string;
}

function stepsOf(counts: RunLine["counts"]): readonly Step[] {
  const onWay = counts.sent - counts.acknowledged - counts.refused - counts.unknown;
  const parts = (...words: readonly (string | false)[]) => words.filter(Boolean).join(" · ");
  return [
    { name: "Sent", done: counts.sent, says: onWay > 0 ? `${onWay} on its way` : "" },
    {
      name: "Acknowledged",
      done: counts.acknowledged,
      says: parts(
        counts.refused > 0 && `${counts.refused} refused`,
        counts.unknown > 0 && `${counts.unknown} unknown`,
      ),
    },
    {
      name: "Stored",
      done: counts.stored,
      says: counts.notFound > 0 ? `${counts.notFound} not found` : "",
    },
    { name: "Read back", done: counts.readBack, says: "" },
    {
      name: "Compared",
      done: counts.compared,
      says: parts(`${counts.same} same`, `${counts.different} with differences`),
    },
  ];
}

/** Five counted steps. Acknowledged is not stored; stored is not the same. */
export function Steps({ counts }: { counts: RunLine["counts"] }) {
  return (
    <ol className="steps">
      {stepsOf(counts).map((step) => (
        <li key={step.name}>
          <b>{step.name}</b>
          <span className="k num">
            {step.done} <small>of {counts.total}</small>
          </span>
          <ProgressBar label={step.name} done={step.done} of={counts.total} />
          <small>{step.says}</small>
        </li>
      ))}
    </ol>
  );
}
