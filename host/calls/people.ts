import { homedir } from "node:os";
import type { PeopleChoice } from "../../api/calls/people.ts";
import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import { byCodePoint } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { localeTags } from "../../core/people/locales.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import type { KeptSets } from "../sets/kept-sets.ts";
import type { PeopleSource, SetPerson } from "../sets/people-source.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { sectionOf, sections } from "./field-words.ts";
import { madePersonOf, saysOf } from "./made-person.ts";
import { firstChoice, isKnown, recipeNumber } from "./people-choice.ts";
import { importedOf, setHandlers, sourceOf } from "./people-sets.ts";
import { coverageReply } from "./people-coverage.ts";
import { messageOf } from "./person-message.ts";
import { refuse } from "./refuse.ts";
import { reservedOf } from "./reserved.ts";
import { saveMessage } from "./save-message.ts";

export function peopleHandlers(
  host: Host,
  practice: PracticeKeeper,
  sets: KeptSets,
): AreaHandlers<"people"> {
  const localeNames = new Intl.DisplayNames(["en"], { type: "language" });
  const peopleOf = (choice: PeopleChoice) => sourceOf(host, practice, sets, choice);

  const personOf = async (choice: PeopleChoice & { readonly index: number }) => {
    const source = await peopleOf(choice);
    if (choice.index < source.count) return read(source, choice.index);
    const happened = `There is no patient number ${choice.index + 1} in this set.`;
    throw refuse("not-found", happened, "Nothing was changed.", `It has ${source.count}.`);
  };

  return {
    ...setHandlers(host, practice, sets),

    "people.choice": async () => {
      const kept = host.settings.current().people;
      // A set whose copy is gone or damaged gives way, as words do that are no longer known.
      const imported = kept === null ? null : await importedOf(sets, kept).catch(() => null);
      const known = kept !== null && (kept.set === null ? isKnown(kept) : imported !== null);
      const { system, from, to } = imported?.head.mrn ?? reservedOf(host, practice).mrn;
      return {
        choice: known ? kept : firstChoice,
        reserved: { system, from, to },
        referenceDate: defaultReferenceDate,
        locales: localeTags.map((tag) => ({ tag, label: localeNames.of(tag) ?? tag })),
        folder: homedir(),
        imported:
          imported === null
            ? null
            : {
                catalogue: imported.head.catalogue,
                from: imported.from,
                sha256: imported.sha256.charts,
              },
      };
    },

    // Not announced: the page that chose has it already, and would lose what was typed since.
    "people.choose": async (choice) => {
      await peopleOf(choice);
      await host.settings.change({ people: choice });
      return {};
    },

    "people.preview": async ({ offset, limit, ...choice }) => {
      const source = await peopleOf(choice);
      const end = Math.min(offset + limit, source.count);
      const people = [];
      for (let index = offset; index < end; index++) people.push(madePersonOf(read(source, index)));
      return { people, total: source.count, controls: source.controls };
    },

    "people.coverage": async (choice, { signal }) => {
      const { connection } = reservedOf(host, practice);
      return await coverageReply(choice, await peopleOf(choice), connection, signal);
    },

    "people.person": async (input) => {
      const person = await personOf(input);
      const rows = person.chart.values.map((value) => {
        const field = fieldById(value.field);
        return {
          section: field === undefined ? sections.length - 1 : sectionOf(field),
          field: value.field,
          label: field?.label ?? value.field,
          entry: value.entry,
          value: "value" in value ? value.value : null,
          absent: "absent" in value ? value.absent : null,
        };
      });
      return {
        person: madePersonOf(person),
        chart: rows
          .toSorted((a, b) => a.section - b.section || byCodePoint(a.entry, b.entry))
          .map(({ section, ...row }) => ({ group: sections[section]?.label ?? "", ...row })),
        notApplied: person.notApplied.map(({ id, why }) => ({ id, says: saysOf(id), why })),
      };
    },

    "people.message": async ({ format, ...input }) =>
      messageOf(await personOf(input), format, input.referenceDate),

    "people.saveMessage": async ({ format, path, replace, ...input }) =>
      await saveMessage(await personOf(input), format, input.referenceDate, path, replace),

    "people.newSeed": () => Promise.resolve({ seed: recipeNumber() }),
  };
}

/** The person, or the refusal where the reserved numbers do not suffice. */
function read(source: PeopleSource, index: number): SetPerson {
  try {
    return source.at(index);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refuse("bad-request", error.message, "Nobody was made.", "Ask for fewer patients.");
  }
}
