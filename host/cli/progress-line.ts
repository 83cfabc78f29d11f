import type { RunLogLine, RunProgress, StageCounts } from "../runs/run-events.ts";
import type { CliIo } from "./io.ts";

/** Progress on stderr: one line that is written over, and only where stderr is a terminal. */
export interface ProgressLine {
  readonly show: (progress: RunProgress) => void;
  readonly clear: () => void;
}

const phaseWords = {
  preparing: "Making people",
  guarding: "Looking for strangers",
  sending: "Sending and reading back",
  cleaning: "Cleaning up",
} as const;

export function makeProgressLine(io: CliIo): ProgressLine {
  let begun = 0;
  let shown = false;
  let phase: keyof typeof phaseWords = "preparing";
  const write = (text: string): void => {
    io.err(`\r\u001b[2K${text}`);
    shown = true;
  };
  const clear = (): void => {
    if (shown) io.err("\r\u001b[2K");
    shown = false;
  };
  return {
    show: (progress) => {
      if (progress.kind === "phase") {
        phase = progress.phase;
        begun = io.now().getTime();
        if (io.errIsTerminal) write(`${phaseWords[phase]} …`);
        else io.err(`${phaseWords[phase]}\n`);
      } else if (progress.kind === "counts" && io.errIsTerminal) {
        write(countsText(phaseWords[phase], progress.counts, io.now().getTime() - begun));
      } else if (progress.kind === "log" && isTold(progress.line.kind, phase)) {
        clear();
        io.err(`${progress.line.says}\n`);
      }
    },
    clear,
  };
}

/** What refuses a whole run before it sends is said once, by the failure that ends the run. */
function isTold(kind: RunLogLine["kind"], phase: keyof typeof phaseWords): boolean {
  return kind === "warning" || (kind === "refused" && phase === "sending");
}

function countsText(phase: string, counts: StageCounts, elapsedMs: number): string {
  const { total, sent, acknowledged, readBack, compared } = counts;
  const left = compared > 0 ? (elapsedMs / compared) * (total - compared) : null;
  const time = left === null ? "" : `, about ${Math.ceil(left / 1000)} s left`;
  return `${phase}: ${sent} sent, ${acknowledged} accepted, ${readBack} read back, ${compared} of ${total} compared${time}`;
}
