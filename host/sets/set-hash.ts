import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { chartText } from "../generate/chart-text.ts";
import type { PeopleSource, SetPerson } from "./people-source.ts";
import { personLine } from "./person-line.ts";
import { headText, type SetHashes, type SetHead } from "./set-file.ts";

const peoplePerTurn = 50;

/** How a long walk over people is watched and ended. */
export interface Walk {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** The fingerprints of a set; each person is shown to `onPerson` with its line. */
export async function hashSet(
  head: SetHead,
  source: PeopleSource,
  { signal, onProgress }: Walk,
  onPerson: (person: SetPerson, line: string) => void = () => {},
): Promise<SetHashes> {
  const charts = createHash("sha256");
  const set = createHash("sha256").update(`${headText(head)}\n`);
  for (let index = 0; index < source.count; index++) {
    if (index % peoplePerTurn === 0) {
      onProgress(index);
      await setImmediate();
      signal.throwIfAborted();
    }
    const person = source.at(index);
    const line = personLine(person);
    charts.update(chartText(person.chart));
    set.update(`${line}\n`);
    onPerson(person, line);
  }
  return { charts: charts.digest("hex"), set: set.digest("hex") };
}
