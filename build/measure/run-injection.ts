import type { FaultSwitch } from "../../host/practice/faults/fault.ts";
import type { SentState } from "../../core/compare/report.ts";
import { pause } from "./practice-line.ts";
import type { PracticeLine, Reading } from "./practice-line.ts";
import type { Recorded } from "./record-people.ts";

export interface FaultyRun {
  readonly reading: Reading;
  /** What was read in the same round before. */
  readonly earlier: Reading | null;
  readonly late: ReadonlySet<number>;
  /** What was read after the first of two rounds; null where nobody looked in between. */
  readonly first: Reading | null;
}

/** Sends the recorded messages again, over the wire, through a practice with faults, and reads the EMR. */
export async function runInjection(
  line: PracticeLine,
  recorded: Recorded,
  faults: readonly FaultSwitch[],
  rounds: 1 | 2,
): Promise<FaultyRun> {
  line.begin(faults);
  const has = (fault: string): boolean => faults.some(({ id }) => id === fault);
  let answers: SentState[] = [];
  let first: Reading | null = null;
  let says: (readonly string[])[] = [];
  for (const [at, { sent }] of recorded.rounds.slice(0, rounds).entries()) {
    answers = [];
    says = [];
    for (const { message } of sent) {
      answers.push(await line.sendToInterface(message));
      says.push(line.said);
    }
    // What overtakes must come while the first one is still on its way.
    if (rounds === 2 && !has("OUT-OF-ORDER")) {
      await line.settled();
      if (at === 0) first = await line.read(recorded.records, answers.length, answers);
    }
  }
  const count = answers.length;
  const read = (): Promise<Reading> => line.read(recorded.records, count, answers);
  let early: Reading | null = null;
  if (has("LATE")) early = await read();
  await line.settled();
  let reading = await read();
  let earlier: Reading | null = null;
  if (has("STALE-OVERWRITE") || has("RESURRECT")) {
    earlier = reading;
    // The second program of the EMR saves at once after somebody has looked.
    await pause(100);
    reading = await read();
  }
  const late = new Set<number>();
  for (const [at, charts] of (early?.charts ?? []).entries()) {
    if (charts === 0 && (reading.charts[at] ?? 0) > 0) late.add(at);
  }
  return { reading: { ...reading, says }, earlier, late, first };
}
