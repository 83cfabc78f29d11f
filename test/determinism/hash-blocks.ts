import { createHash } from "node:crypto";
import { encodeCsv } from "../../core/csv/encode-csv.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { chartText, expectationsText } from "../../host/generate/chart-text.ts";
import { exampleSet } from "../core/people/people-set-example.ts";
import { blockSize, type GoldenFormat } from "./golden-plan.ts";

/** A block of people of a preset, from 0. */
export interface Block {
  readonly preset: string;
  readonly number: number;
}

export type BlockHashes = Readonly<Record<GoldenFormat, string>>;

/** Makes the people of a block and hashes what every format makes of them. */
export function hashBlock({ preset, number }: Block): BlockHashes {
  const set = exampleSet({ messText: preset });
  const people = Array.from({ length: blockSize }, (_, i) =>
    makePerson(set, number * blockSize + i),
  );
  const hash = (parts: readonly (string | Uint8Array)[]): string => {
    const sum = createHash("sha256");
    for (const part of parts) sum.update(part);
    return sum.digest("hex");
  };
  return {
    chart: hash(people.map(({ chart }) => chartText(chart))),
    expectations: hash(people.map((one) => expectationsText(one.id, one.expectations))),
    fhir: hash(people.map(({ chart }) => encodeFhir(chart).bytes)),
    hl7: hash(people.map(({ chart }) => encodeHl7(chart, { sentAt: set.referenceDate }).bytes)),
    csv: hash(encodeCsv(people.map(({ chart }) => chart)).files.map(({ bytes }) => bytes)),
  };
}

// Run as a program in a zone of its own: blocks as JSON in, their hashes as JSON out.
if (import.meta.main) {
  // What hash-in-zones.ts gives it.
  const blocks = JSON.parse(process.argv[2] ?? "[]") as readonly Block[];
  process.stdout.write(JSON.stringify(blocks.map(hashBlock)));
}
