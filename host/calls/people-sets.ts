import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { mostPeople, type PeopleChoice } from "../../api/calls/people.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import { keepSets, type KeptSets } from "../sets/kept-sets.ts";
import type { OpenedSet } from "../sets/open-set.ts";
import { madePeople, type PeopleSource } from "../sets/people-source.ts";
import type { Walk } from "../sets/set-hash.ts";
import { writeSet } from "../sets/write-set.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { peopleSetOf, requestOf } from "./people-choice.ts";
import { refuse } from "./refuse.ts";
import { reservedOf } from "./reserved.ts";

/** The sets that were imported in this data folder. */
export function setsOf(host: Host): KeptSets {
  return keepSets(join(host.folder, "sets"), (count) =>
    refuse(
      "bad-request",
      `The set holds ${count.toLocaleString("en-US")} people; this screen takes up to ${mostPeople.toLocaleString("en-US")}.`,
      "Nothing was changed.",
      "Use it on the command line: crosschart run --from-set.",
    ),
  );
}

const quietly = (signal: AbortSignal): Walk => ({ signal, onProgress: () => {} });
/** Proving a set is shared by all who ask for it, so that none of them can stop it. */
const toTheEnd = quietly(new AbortController().signal);

/** The imported set of a choice; null where it has none. Refused where the copy is gone. */
export async function importedOf(sets: KeptSets, choice: PeopleChoice): Promise<OpenedSet | null> {
  if (choice.set === null) return null;
  const opened = await sets.open(choice.set, toTheEnd);
  if (opened !== null) return opened;
  throw refuse(
    "not-found",
    "The imported set is no longer in the data folder.",
    "Nothing was changed.",
    "Import it again, or choose patients on Make patients.",
  );
}

/** The people that a choice means: those of its imported set, or made by its recipe. */
export async function sourceOf(
  host: Host,
  practice: PracticeKeeper,
  sets: KeptSets,
  choice: PeopleChoice,
): Promise<PeopleSource> {
  const imported = await importedOf(sets, choice);
  if (imported !== null) return imported.source;
  return madePeople(peopleSetOf(choice, reservedOf(host, practice)), choice.count);
}

/** A set as the choice that shows it. */
export function choiceOf({ head, sha256 }: OpenedSet): PeopleChoice {
  return {
    seed: head.seed.slice(0, 200),
    count: head.count,
    mess: head.mess.slice(0, 8000),
    referenceDate: head.referenceDate,
    locales: head.locales.slice(0, 20),
    set: sha256.set,
  };
}

export function setHandlers(
  host: Host,
  practice: PracticeKeeper,
  sets: KeptSets,
): Pick<AreaHandlers<"people">, "people.exportSet" | "people.importSet"> {
  return {
    "people.exportSet": async ({ path, records, replace, ...choice }, { signal }) => {
      const full = resolve(path);
      if (!replace && existsSync(full)) {
        const happened = `There is a file already: ${full}`;
        throw refuse(
          "conflict",
          happened,
          "It is as it was.",
          "Choose another name, or replace it.",
        );
      }
      const imported = await importedOf(sets, choice);
      if (imported?.from === "records" && !records) {
        throw refuse(
          "bad-request",
          `This set is of catalogue ${imported.head.catalogue}: its recipe alone would be of no use.`,
          "Nothing was written.",
          "Save it with the records inside.",
        );
      }
      const set = imported?.set ?? peopleSetOf(choice, reservedOf(host, practice));
      const { charts } = await writeSet({
        set,
        source: imported?.source ?? madePeople(set, requestOf(choice).count),
        ...(imported === null ? {} : { catalogue: imported.head.catalogue }),
        records,
        path: full,
        replace,
        ...quietly(signal),
      });
      const { size } = await stat(full);
      return { path: full, bytes: size, people: choice.count, sha256: charts };
    },

    "people.importSet": async ({ path }, { signal }) => {
      const opened = await sets.add(resolve(path), mostPeople, quietly(signal));
      await host.settings.change({ people: choiceOf(opened) });
      host.announce(["people"]);
      const { count, catalogue } = opened.head;
      return { people: count, catalogue, sha256: opened.sha256.charts };
    },
  };
}
