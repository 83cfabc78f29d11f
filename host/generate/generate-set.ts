import { setImmediate } from "node:timers/promises";
import { makeCsvLayout, type CsvLayout } from "../../core/csv/csv-layout.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { clinicOf } from "../../core/people/clinic.ts";
import type { PeopleSet } from "../../core/people/people-set.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import type { PeopleSource, SetPerson } from "../sets/people-source.ts";
import { chartText, clinicText, clusterText, expectationsText } from "./chart-text.ts";
import { beginCsvSet } from "./csv-set.ts";
import { prepareOutFolder } from "./out-folder.ts";
import { growManifest } from "./manifest-file.ts";
import { keepHeapSmall } from "./small-heap.ts";
import { growFile, type WrittenFile, writeWhole } from "./set-files.ts";

export type SetFormat = "chart" | "csv" | "fhir" | "hl7";

export interface GenerateRequest {
  readonly set: PeopleSet;
  readonly people: PeopleSource;
  /** The catalogue that the people are of. */
  readonly catalogue: string;
  readonly format: SetFormat;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** How many people are made between two looks at the signal. */
const peoplePerTurn = 100;

/**
 * Writes a set: one file per person (CSV: one per record type), what must become of the mess, the clinic, and
 * last the manifest with the hash of each file. The same request writes the same bytes on every
 * machine. Memory does not grow with the number of people. Returns how many files the manifest names.
 * Throws CliFailure for a folder of somebody else, a full disk, and more people than
 * reserved chart numbers.
 */
export async function generateSet(request: GenerateRequest): Promise<number> {
  const { set, people, format, folder } = request;
  const { count } = people;
  keepHeapSmall(count);
  // The last one tells whether the reserved numbers are enough, before a former set is removed.
  personOf(people, count - 1);
  const layout = format === "csv" ? await layoutOf(request) : null;
  prepareOutFolder(folder);
  const manifest = growManifest(folder, headOf(request));
  const csv = layout === null ? null : beginCsvSet(folder, layout);
  const expectations = growFile(folder, "expectations.json");
  const clusters: string[] = [];
  const later: string[] = [];
  try {
    expectations.append(`{"format":"crosschart-expectations/1","people":{\n`);
    for (let index = 0; index < count; index++) {
      if (index % peoplePerTurn === 0) {
        request.onProgress(index);
        await setImmediate();
        request.signal.throwIfAborted();
      }
      const person = personOf(people, index);
      if (format === "csv") csv?.add(person.chart);
      else manifest.add(writePerson(request, person, format));
      if (person.cluster?.member === 1) clusters.push(clusterText(person.cluster, count));
      if (person.nextExpectations.length > 0) {
        later.push(expectationsText(person.id, person.nextExpectations));
      }
      const comma = index + 1 < count ? "," : "";
      expectations.append(`${expectationsText(person.id, person.expectations)}${comma}\n`);
    }
    expectations.append(
      `},"later":{\n${later.join(",\n")}\n},"clusters":[\n${clusters.join(",\n")}\n]}\n`,
    );
  } catch (thrown) {
    expectations.abandon();
    csv?.abandon();
    manifest.abandon();
    throw thrown;
  }
  for (const file of csv?.finish() ?? []) manifest.add(file);
  manifest.add(expectations.finish());
  manifest.add(writeWhole(folder, "clinic.json", clinicText(clinicOf(set))));
  return manifest.finish();
}

function writePerson(
  { folder, set }: GenerateRequest,
  { id, chart }: SetPerson,
  format: Exclude<SetFormat, "csv">,
): WrittenFile {
  if (format === "hl7") {
    const { bytes } = encodeHl7(chart, { sentAt: set.referenceDate });
    return writeWhole(folder, `${id}.hl7`, bytes);
  }
  const content = format === "chart" ? chartText(chart) : encodeFhir(chart).bytes;
  return writeWhole(folder, `${id}.${format}.json`, content);
}

/** The columns that a set needs in CSV: everybody is made once to count what repeats, and made again. */
async function layoutOf({ people, signal }: GenerateRequest): Promise<CsvLayout> {
  const layout = makeCsvLayout();
  for (let index = 0; index < people.count; index++) {
    if (index % peoplePerTurn === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    layout.add(personOf(people, index).chart);
  }
  return layout;
}

function personOf(people: PeopleSource, index: number): SetPerson {
  try {
    return people.at(index);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new CliFailure(exitCodes.usage, {
      happened: thrown.message,
      safe: "Nothing was written or removed.",
      todo: "Ask for fewer people with --count.",
      at: "--count",
    });
  }
}

function headOf({ set, people, catalogue }: GenerateRequest): object {
  return {
    format: "crosschart-manifest/1",
    seed: set.seed,
    referenceDate: set.referenceDate,
    catalogue,
    mess: set.mess.text,
    count: people.count,
    locale: set.locales.join(","),
  };
}
