import { useState } from "react";

/** The three lines of the first comparison; each goes when the thing is done. */
export type CoachLine = "letter" | "fault" | "verdict";

export const coachText: Readonly<Record<CoachLine, string>> = {
  letter: "① This changed. Arrow down goes to the next field.",
  fault: "② This is what happened, in plain words.",
  verdict: "③ Your call: P, F or T, then Enter.",
};

const key = "crosschart-coach-done";

function doneBefore(): boolean {
  try {
    return window.localStorage.getItem(key) === "yes";
  } catch {
    return false;
  }
}

export interface Coach {
  readonly line: (line: CoachLine) => string | null;
  readonly did: (line: CoachLine) => void;
}

/** `first` = nobody has given a verdict in this campaign yet. */
export function useCoach(first: boolean): Coach {
  const [over] = useState(doneBefore);
  const [done, setDone] = useState<ReadonlySet<CoachLine>>(new Set());
  const shown = first && !over;
  return {
    line: (line) => (shown && !done.has(line) ? coachText[line] : null),
    did: (line) => {
      if (!shown || done.has(line)) return;
      setDone(new Set([...done, line]));
      if (line !== "verdict") return;
      try {
        window.localStorage.setItem(key, "yes");
      } catch {
        // without storage the lines come again next time; nothing depends on it
      }
    },
  };
}
