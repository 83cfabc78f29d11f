import type { EntryPath } from "../catalogue/chart.ts";
import { fieldId } from "../catalogue/fields.ts";
import { makeChartDraft, type ChartDraft } from "./chart-draft.ts";
import { dateText } from "./civil-date.ts";
import type { Draw } from "./draw.ts";
import type { PeopleSet } from "./people-set.ts";
import type { RecordedSex } from "./plain-names.ts";
import type { SetNumbers } from "./set-numbers.ts";
import { personStreams } from "./streams.ts";

/** A person while the base values are being made: the draft, and where its values come from. */
export interface Making {
  readonly set: PeopleSet;
  readonly numbers: SetNumbers;
  readonly index: number;
  readonly locale: string;
  readonly sex: RecordedSex;
  readonly draft: ChartDraft;
  /** The named stream of a decision about a field. */
  readonly draw: (what: string, entry?: EntryPath, name?: string) => Draw;
  token(field: string, entry?: EntryPath, round?: number): string;
  /** A civil date that lies between two distances before the reference date, both included. */
  daysBefore(most: number, least: number, what: string, entry?: EntryPath): string;
}

export function startMaking(set: PeopleSet, numbers: SetNumbers, index: number): Making {
  const streams = personStreams(numbers.key, index);
  const draw = (what: string, entry: EntryPath = "", name = "value"): Draw =>
    streams(what, entry, name);
  const sex: RecordedSex = draw("patient.sex").below(2) === 0 ? "female" : "male";
  return {
    set,
    numbers,
    index,
    sex,
    locale: draw("person.locale").pick(set.locales),
    draft: makeChartDraft(),
    draw,
    token: (field, entry = "", round = 1) =>
      numbers.sentinels.token(index, { field: fieldId(field), entry, round }),
    daysBefore: (most, least, what, entry = "") =>
      dateText(numbers.today - least - draw(what, entry).below(most - least + 1)),
  };
}

/** A free text with its sentinel as a word of its own. */
export function withWord(text: string, token: string): string {
  return `${text} ${token}`;
}
