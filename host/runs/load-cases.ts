import type { Chart } from "../../core/catalogue/chart.ts";
import type { PeopleSetId, RunId } from "../../db/ids.ts";
import type { CaseRecord, PersonRoundRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import type { CaseWork, PersonCharts, WatchedSystem } from "./run-context.ts";

/** All cases of a run in their order. */
export async function casesOf(stores: ReadableStores, run: RunId): Promise<readonly CaseRecord[]> {
  const cases: CaseRecord[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ReadableStores["cases"]["page"]>> = await stores.cases.page({
      run,
      after,
      limit: 1000,
    });
    cases.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return cases;
}

/** Takes up cases as they were left: charts, steps, links and what was compared. */
export async function loadCases(
  stores: ReadableStores,
  run: RunId,
  set: PeopleSetId,
  systems: readonly WatchedSystem[],
  which: "open" | "all",
): Promise<readonly CaseWork[]> {
  const works: CaseWork[] = [];
  for (const record of await casesOf(stores, run)) {
    if (which === "open" && record.phase === "finished") continue;
    const compared = [...(await stores.comparisons.ofCase(record.id))];
    const links = await stores.links.ofCase(record.id);
    for (const link of links) {
      const system = systems.find((one) => one.name === link.system);
      system?.ids.add(`${link.resource}/${link.id}`);
    }
    works.push({
      id: record.id,
      position: record.position,
      scenario: record.scenario,
      person: record.person,
      personIndex: record.personIndex,
      label: record.label,
      charts: await chartsOf(stores, set, record.personIndex),
      steps: [...(await stores.steps.ofCase(run, record.id))],
      links: new Map(
        links.flatMap((link) =>
          link.system === "source" && link.key !== null ? [[link.key, link] as const] : [],
        ),
      ),
      compared,
      seen: new Set(compared.filter(({ round }) => round > 1).flatMap(({ matched }) => matched)),
      sent: record.sent,
      stored: record.stored,
      pairedBy: record.pairedBy,
      targetVersion: null,
    });
  }
  return works;
}

async function chartsOf(
  stores: ReadableStores,
  set: PeopleSetId,
  index: number,
): Promise<PersonCharts> {
  const first = await stores.people.round(set, index, 1);
  const second = await stores.people.round(set, index, 2);
  if (first?.encoded == null || second === null) {
    throw new Error("A queued run has lost the chart of one of its people.");
  }
  return {
    charts: [chartIn(first), chartIn(second)],
    expectations: [first.expectations, second.expectations],
    firstBytes: first.encoded.bytes,
  };
}

/** The chart of a stored round. */
export function chartIn(round: PersonRoundRecord): Chart {
  // Written by chartText from a Chart.
  return JSON.parse(Buffer.from(round.chart).toString("utf8")) as Chart;
}
