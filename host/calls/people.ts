import { homedir } from "node:os";
import type { PeopleChoice } from "../../api/calls/people.ts";
import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import { byCodePoint } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { localeTags } from "../../core/people/locales.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import { madePeople, type PeopleSource, type SetPerson } from "../sets/people-source.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { sectionOf, sections } from "./field-words.ts";
import { madePersonOf, saysOf } from "./made-person.ts";
import { firstChoice, isKnown, peopleSetOf, recipeNumber } from "./people-choice.ts";
import { coverageReply } from "./people-coverage.ts";
import { messageOf } from "./person-message.ts";
import { refuse } from "./refuse.ts";
import { reservedOf } from "./reserved.ts";
import { saveMessage } from "./save-message.ts";

export function peopleHandlers(host: Host, practice: PracticeKeeper): AreaHandlers<"people"> {
  const localeNames = new Intl.DisplayNames(["en"], { type: "language" });
  const sourceOf = (choice: PeopleChoice): PeopleSource =>
    madePeople(peopleSetOf(choice, reservedOf(host, practice)), choice.count);

  const personOf = (choice: PeopleChoice & { readonly index: number }): SetPerson => {
    const source = sourceOf(choice);
    if (choice.index < source.count) return read(source, choice.index);
    const happened = `There is no patient number ${choice.index + 1} in this set.`;
    throw refuse("not-found", happened, "Nothing was changed.", `It has ${source.count}.`);
  };

  return {
    "people.choice": () => {
      const kept = host.settings.current().people;
      const { mrn } = reservedOf(host, practice);
      return Promise.resolve({
        choice: kept !== null && isKnown(kept) ? kept : firstChoice,
        reserved: mrn,
        referenceDate: defaultReferenceDate,
        locales: localeTags.map((tag) => ({ tag, label: localeNames.of(tag) ?? tag })),
        folder: homedir(),
        imported: null,
      });
    },

    // Not announced: the page that chose has it already, and would lose what was typed since.
    "people.choose": async (choice) => {
      sourceOf(choice);
      await host.settings.change({ people: choice });
      return {};
    },

    "people.preview": ({ offset, limit, ...choice }) => {
      const source = sourceOf(choice);
      const end = Math.min(offset + limit, source.count);
      const people = [];
      for (let index = offset; index < end; index++) people.push(madePersonOf(read(source, index)));
      return Promise.resolve({ people, total: source.count, controls: source.controls });
    },

    "people.coverage": (choice, { signal }) =>
      coverageReply(choice, sourceOf(choice), reservedOf(host, practice).connection, signal),

    "people.person": (input) => {
      const person = personOf(input);
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
      return Promise.resolve({
        person: madePersonOf(person),
        chart: rows
          .toSorted((a, b) => a.section - b.section || byCodePoint(a.entry, b.entry))
          .map(({ section, ...row }) => ({ group: sections[section]?.label ?? "", ...row })),
        notApplied: person.notApplied.map(({ id, why }) => ({ id, says: saysOf(id), why })),
      });
    },

    "people.message": ({ format, ...input }) =>
      Promise.resolve(messageOf(personOf(input), format, input.referenceDate)),

    "people.saveMessage": ({ format, path, replace, ...input }) =>
      saveMessage(personOf(input), format, input.referenceDate, path, replace),

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
