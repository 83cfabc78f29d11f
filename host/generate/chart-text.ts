import type { Chart, ChartValue } from "../../core/catalogue/chart.ts";
import type { PersonCluster } from "../../core/people/people-set.ts";
import type { Clinic } from "../../core/people/clinic.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";

/** A chart as its file: one value a line, so that two files can be compared with any tool. */
export function chartText(chart: Chart): string {
  const lines = chart.values.map((value) => JSON.stringify(rowOf(value)));
  const head = `"format":${JSON.stringify(chart.format)},"person":${JSON.stringify(chart.person)}`;
  return `{${head},"values":[\n${lines.join(",\n")}\n]}\n`;
}

/** The expectations of one person as a member of the file's `people`, one field a line. */
export function expectationsText(
  person: string,
  expectations: readonly FieldExpectation[],
): string {
  const lines = expectations.map((expectation) => `\n${JSON.stringify(memberOf(expectation))}`);
  return `${JSON.stringify(person)}:[${lines.join(",")}]`;
}

/** A cluster as a member of the file's `clusters`: who belongs together, and the truth about each two. */
export function clusterText(cluster: PersonCluster, count: number): string {
  const made = (id: string): boolean => Number(id.slice(2)) <= count;
  return JSON.stringify({
    id: cluster.id,
    operator: cluster.operator,
    people: cluster.people.filter(made),
    pairs: cluster.pairs.filter(({ a, b }) => made(a) && made(b)),
  });
}

/** The clinic of a set as its file. */
export function clinicText(clinic: Clinic): string {
  const { name, locations, rooms, providers, payers, slots } = clinic;
  const file = { format: "crosschart-clinic/1", name, locations, rooms, providers, payers, slots };
  return `${JSON.stringify(file, null, 2)}\n`;
}

// The order of the keys is part of the bytes, so it is written out here.
function rowOf(value: ChartValue): object {
  const { field, entry } = value;
  return "value" in value
    ? { field, entry, value: value.value }
    : { field, entry, absent: value.absent };
}

function memberOf({ field, entry, operators, clean, messy, any }: FieldExpectation): object {
  return {
    field,
    entry,
    operators,
    clean,
    messy,
    any: any.map(({ expect, rule, limit }) => ({ expect, rule, limit })),
  };
}
