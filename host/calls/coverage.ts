import type { Input, Reply } from "../../api/contract.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { coverageOf } from "../../core/mess/coverage.ts";
import { messFamilies } from "../../core/mess/operator.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { runId } from "../../db/ids.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { caseNumber } from "./case-list.ts";
import { sectionOf, sections } from "./field-words.ts";
import { fieldOf } from "./finding-evidence.ts";
import { messBlocked } from "./mess-blocked.ts";
import { messFamilyWords } from "./mess-words.ts";
import { messOf } from "./people-choice.ts";
import { makeOutcomesReader, type MessOutcome, type PlantedOutcome } from "./planted-outcomes.ts";
import { reservedOf } from "./reserved.ts";
import { withoutProbes } from "./run-lines.ts";

type Cell = Reply<"coverage.map">["cells"][number];

/** Runs of the workspace that are read for "all runs"; the newest ones. */
const mostRuns = 50;
/** The worst first. */
const order: readonly MessOutcome[] = ["failed", "undecided", "not-compared", "passed"];

export function coverageHandlers(host: Host, practice: PracticeKeeper): AreaHandlers<"coverage"> {
  const outcomesOf = makeOutcomesReader();

  const runsOf = async (run: string | null) => {
    const all = withoutProbes(await host.workspace().read.runs.list({ limit: 200 }));
    const numbered = all.map(({ id }, index) => ({ id, number: all.length - index }));
    return run === null
      ? numbered.slice(0, mostRuns)
      : numbered.filter(({ id }) => id === runId(run));
  };
  const outcomesIn = async (runs: Awaited<ReturnType<typeof runsOf>>) => {
    const each: PlantedOutcome[] = [];
    for (const { id } of runs)
      for (const one of await outcomesOf(host.workspace(), id)) each.push(one);
    return each;
  };

  return {
    "coverage.map": async ({ run }) => {
      const runs = await runsOf(run);
      const formats = reservedOf(host, practice).connection?.formats ?? [];
      const counts = countCells(await outcomesIn(runs));
      const cells = plantable().map(({ operator, field }): Cell => {
        const known = messOperators.find(({ id }) => id === operator);
        const row = fieldById(field);
        const blocked =
          known === undefined || row === undefined ? null : messBlocked(known, row, formats);
        return { operator, field, ...(counts.get(`${operator} ${field}`) ?? none), blocked };
      });
      const used = new Set(cells.map(({ field }) => field));
      return {
        runs,
        families: messFamilies.map((id) => ({
          id,
          label: messFamilyWords[id].label,
          short: messFamilyWords[id].short,
        })),
        operators: messOperators.map(({ id, family, says }) => ({ id, family, says })),
        groups: sections.map(({ group, label }) => ({ id: group, label })),
        fields: [...used].map((id) => ({ ...fieldOf(id), group: groupOf(id) })),
        cells,
      };
    },

    "coverage.cases": async ({ run, operators, fields, limit }) =>
      casesOf(await outcomesIn(await runsOf(run)), { operators, fields, limit }),
  };
}

const none = { passed: 0, failed: 0, undecided: 0, notCompared: 0 };

/** Every operator × field that people can be made with, in the order of the catalogue. */
function plantable(): readonly { readonly operator: string; readonly field: string }[] {
  return coverageOf(messOf("coverage"), 0).cells;
}

function groupOf(field: string): string {
  const row = fieldById(field);
  return sections[row === undefined ? sections.length - 1 : sectionOf(row)]?.group ?? "other";
}

/** Patients by cell; one with several such values counts once, by the worst of them. */
export function countCells(
  outcomes: readonly PlantedOutcome[],
): ReadonlyMap<string, Pick<Cell, keyof typeof none>> {
  const worst = new Map<string, MessOutcome>();
  for (const { case: of, operator, field, outcome } of outcomes) {
    const key = `${operator} ${field} ${of.id}`;
    const known = worst.get(key);
    if (known === undefined || order.indexOf(outcome) < order.indexOf(known))
      worst.set(key, outcome);
  }
  const cells = new Map<string, { -readonly [K in keyof typeof none]: number }>();
  for (const [key, outcome] of worst) {
    const cell = key.split(" ", 2).join(" ");
    const counts = cells.get(cell) ?? { ...none };
    counts[outcome === "not-compared" ? "notCompared" : outcome]++;
    cells.set(cell, counts);
  }
  return cells;
}

function casesOf(
  outcomes: readonly PlantedOutcome[],
  { operators, fields, limit }: Omit<Input<"coverage.cases">, "run">,
): Reply<"coverage.cases"> {
  const wanted = { operators: new Set(operators), fields: new Set(fields) };
  const found = outcomes.filter(
    ({ operator, field }) => wanted.operators.has(operator) && wanted.fields.has(field),
  );
  const sorted = found.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return {
    total: found.length,
    cases: sorted.slice(0, limit).map(({ case: of, operator, field, key, outcome }) => ({
      run: of.run,
      case: of.id,
      number: caseNumber(of),
      name: of.label,
      operator,
      field: fieldOf(field),
      key,
      outcome,
    })),
  };
}
