import { createHash, randomInt } from "node:crypto";
import type { z } from "zod";
import type { madePerson, PeopleChoice } from "../../api/calls/people.ts";
import { byCodePoint, type Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { messOperators } from "../../core/mess/operators.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import { parseMess, UnknownMess } from "../../core/mess/parse-mess.ts";
import { makePerson } from "../../core/people/make-person.ts";
import {
  defaultLocales,
  defaultMrn,
  type PeopleSet,
  type Person,
} from "../../core/people/people-set.ts";
import { chartName } from "../chart-name.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { expectedWords, sectionOf, sections } from "./field-words.ts";
import { readableText } from "./indent-json.ts";
import { refuse } from "./refuse.ts";

/** The set that a choice on the screen means; the same as the command line would make. */
export function peopleSetOf(choice: Pick<PeopleChoice, "seed" | "mess">): PeopleSet {
  return {
    seed: choice.seed,
    referenceDate: defaultReferenceDate,
    locales: defaultLocales,
    mess: messOf(choice.mess),
    mrn: defaultMrn,
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  };
}

/** The mess a choice names, or the refusal with the near match. */
export function messOf(text: string): MessChoice {
  try {
    return parseMess(text);
  } catch (error) {
    if (!(error instanceof UnknownMess)) throw error;
    throw refuse("bad-request", error.message, "Nobody was made.", "Choose from the list.");
  }
}

/** A seed that nobody has used, short enough to say aloud. */
export function recipeNumber(): string {
  return String(randomInt(100_000, 1_000_000));
}

export function peopleHandlers(): AreaHandlers<"people"> {
  return {
    "people.preview": (input) => {
      const set = peopleSetOf(input);
      const people = Array.from({ length: input.count }, (_, index) => makePerson(set, index));
      const cells = new Set<string>();
      for (const person of people)
        for (const applied of person.operators) cells.add(`${applied.id} ${applied.field}`);
      const operators = new Set([...cells].map((cell) => cell.split(" ")[0]));
      return Promise.resolve({
        people: people.slice(input.offset, input.offset + input.limit).map(madePersonOf),
        coverage: {
          covered: cells.size,
          allowed: messOperators.reduce((sum, each) => sum + each.targets.length, 0),
          operators: operators.size,
          operatorsAllowed: messOperators.length,
        },
        controls: people.filter((person) => person.control).length,
      });
    },

    "people.person": (input) => {
      const person = makePerson(peopleSetOf(input), input.index);
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
        fhir: readableText(encodeFhir(person.chart).bytes, []).text,
      });
    },

    "people.newSeed": () => Promise.resolve({ seed: recipeNumber() }),
  };
}

function valueOf(chart: Chart, field: string): string {
  const row = chart.values.find((each) => each.field === field && "value" in each);
  return row !== undefined && "value" in row ? row.value : "";
}

function madePersonOf(person: Person): z.infer<typeof madePerson> {
  return {
    id: person.id,
    index: person.index,
    name: chartName(person.chart),
    born: valueOf(person.chart, "patient.birth-date"),
    mrn: valueOf(person.chart, "patient.identifier.mrn"),
    control: person.control,
    planted: person.expectations.map((each) => ({
      field: each.field,
      label: fieldById(each.field)?.label ?? each.field,
      entry: each.entry,
      operators: [...each.operators],
      clean: each.clean,
      messy: each.messy,
      expected: expectedWords(each.any),
    })),
  };
}
