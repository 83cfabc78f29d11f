import { setImmediate } from "node:timers/promises";
import type { MessageFormat, PeopleChoice } from "../../api/calls/people.ts";
import type { Reply } from "../../api/contract.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { coverageOf } from "../../core/mess/coverage.ts";
import { messFamilies, type MessOperator } from "../../core/mess/operator.ts";
import { messOperators } from "../../core/mess/operators.ts";
import type { PeopleSource } from "../sets/people-source.ts";
import { sectionOf, sections } from "./field-words.ts";
import { messBlocked } from "./mess-blocked.ts";
import { messOf } from "./people-choice.ts";
import type { Reserved } from "./reserved.ts";
import { formatWords } from "./wire-formats.ts";

type CoverageReply = Reply<"people.coverage">;

/** One cell of the map of operators and fields. */
interface Judged {
  readonly operator: MessOperator;
  readonly section: number;
  readonly covered: boolean;
  /** Why it cannot be tested over the connection; null where it can. */
  readonly blocked: string | null;
}

/** What the people carry, counted as they are made. */
interface Carried {
  readonly cells: Set<string>;
  readonly byOperator: Map<string, number>;
  readonly byFamily: Map<string, number>;
}

const peoplePerTurn = 100;
const familyOf = new Map(messOperators.map(({ id, family }) => [id, family]));

/**
 * What the people of a choice cover of what it can plant: an operator in a field counts when it
 * changed a value there, not when it was only asked for. Cells that no format of the connection
 * carries are counted apart, with the reason.
 */
export async function coverageReply(
  choice: PeopleChoice,
  source: PeopleSource,
  connection: Reserved["connection"],
  signal: AbortSignal,
): Promise<CoverageReply> {
  const carried = await carriedBy(source, signal);
  const made = choice.set === null;
  const planned = coverageOf(messOf(made ? choice.mess : "coverage"), 0);
  const judged = planned.cells
    .map(({ operator, field }) => judge(operator, field, carried, connection))
    .filter((cell) => cell !== null)
    .filter((cell) => made || carried.byOperator.has(cell.operator.id));
  const families = messFamilies.map((family) => ({
    id: family,
    people: carried.byFamily.get(family) ?? 0,
    ...countOf(judged.filter(({ operator }) => operator.family === family)),
  }));
  const chosen = new Set(judged.map(({ operator }) => operator));
  return {
    ...countOf(judged),
    connection:
      connection === null ? null : { name: connection.name, format: wordsOf(connection.formats) },
    needed: made ? planned.needed : null,
    operators: [...chosen].map((operator) => ({
      id: operator.id,
      people: carried.byOperator.get(operator.id) ?? 0,
      ...countOf(judged.filter((cell) => cell.operator === operator)),
    })),
    families,
    groups: sections.map(({ group, label }) => ({ id: group, label })),
    map: messFamilies.flatMap((family) =>
      sections.flatMap(({ group }, section) => {
        const cells = judged.filter(
          (cell) => cell.operator.family === family && cell.section === section,
        );
        return cells.length === 0 ? [] : [{ family, group, ...countOf(cells) }];
      }),
    ),
    reasons: reasonsOf(judged),
  };
}

async function carriedBy(source: PeopleSource, signal: AbortSignal): Promise<Carried> {
  const carried: Carried = { cells: new Set(), byOperator: new Map(), byFamily: new Map() };
  for (let index = 0; index < source.count; index++) {
    if (index % peoplePerTurn === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const { operators, cluster } = source.at(index);
    const whole = cluster?.people.every((id) => indexOf(id) < source.count) ?? true;
    const ids = new Set(operators.map(({ id }) => id));
    for (const { id, field } of operators) {
      // Twins of whom only one is made test nothing.
      if (whole || id !== cluster?.operator) carried.cells.add(`${id} ${field}`);
    }
    for (const id of ids) add(carried.byOperator, id);
    for (const family of new Set([...ids].map((id) => familyOf.get(id) ?? "")))
      add(carried.byFamily, family);
  }
  return carried;
}

/** The place of `p-0012` in its set: 11. */
function indexOf(person: string): number {
  return Number(person.slice(2)) - 1;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function judge(
  id: string,
  fieldId: string,
  carried: Carried,
  connection: Reserved["connection"],
): Judged | null {
  const operator = messOperators.find((each) => each.id === id);
  const field = fieldById(fieldId);
  if (operator === undefined || field === undefined) return null;
  return {
    operator,
    section: sectionOf(field),
    covered: carried.cells.has(`${id} ${fieldId}`),
    blocked: messBlocked(operator, field, connection?.formats ?? []),
  };
}

function countOf(cells: readonly Judged[]) {
  const testable = cells.filter((cell) => cell.blocked === null);
  return {
    covered: testable.filter((cell) => cell.covered).length,
    possible: testable.length,
    notTestable: cells.length - testable.length,
  };
}

function reasonsOf(cells: readonly Judged[]): CoverageReply["reasons"] {
  const counts = new Map<string, number>();
  for (const { blocked } of cells) if (blocked !== null) add(counts, blocked);
  return [...counts]
    .map(([says, count]) => ({ says, cells: count }))
    .toSorted((a, b) => b.cells - a.cells);
}

function wordsOf(formats: readonly MessageFormat[]): string {
  return formats.length === 0
    ? "typed by hand"
    : formats.map((each) => formatWords[each]).join(", ");
}
