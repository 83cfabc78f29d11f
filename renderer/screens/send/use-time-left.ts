import { useEffect, useState } from "react";
import { timeLeft, type Finished } from "./time-left.ts";

/** The time left as the screen saw the run pass by. */
export function useTimeLeft(finished: number, total: number): string | null {
  const [progress, setProgress] = useState<readonly Finished[]>([]);
  useEffect(() => {
    setProgress((before) =>
      before.at(-1)?.count === finished
        ? before
        : [...before.slice(-200), { count: finished, atMs: Date.now() }],
    );
  }, [finished]);
  return timeLeft(progress, total);
}
