import { encodeCsv } from "../../core/csv/encode-csv.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { noMess } from "../../core/mess/mess-choice.ts";
import { makePerson } from "../../core/people/make-person.ts";
import type { PeopleSet } from "../../core/people/people-set.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import { chartText } from "../../host/generate/chart-text.ts";
import { benchPeople } from "../bench-people.ts";
import { sideBySide, type Figure } from "../figure.ts";

const count = 200;

const formats: Readonly<Record<string, (charts: readonly Chart[]) => unknown>> = {
  chart: (charts) => charts.map(chartText),
  fhir: (charts) => charts.map((chart) => encodeFhir(chart)),
  hl7: (charts) => charts.map((chart) => encodeHl7(chart)),
  csv: encodeCsv,
};

/** People per second from the seed to the bytes of each format, with the mess of a usual run and clean. */
export async function figures(): Promise<readonly Figure[]> {
  const found: Figure[] = [];
  for (const [format, write] of Object.entries(formats)) {
    const make = (set: PeopleSet): unknown =>
      write(Array.from({ length: count }, (_, index) => makePerson(set, index).chart));
    const { ours, peer } = await sideBySide({
      name: "",
      unit: "",
      peerName: "",
      perMs: 1,
      rounds: 7,
      ours: () => make(benchPeople),
      peer: () => make({ ...benchPeople, mess: noMess }),
    });
    const perSecond = (ms: number): number => Math.round((count / ms) * 1000);
    found.push({
      name: `people per second as ${format}`,
      ours: perSecond(ours),
      peer: perSecond(peer),
      peerName: "without mess",
      ratio: Number((peer / ours).toPrecision(3)),
      unit: "people per second, more is better",
    });
  }
  return found;
}
