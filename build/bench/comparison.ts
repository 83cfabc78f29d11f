import * as jsondiffpatch from "jsondiffpatch";
import microdiff from "microdiff";
import { carriedByFhir } from "../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { compareRound } from "../../core/compare/compare-round.ts";
import { makePerson, type Person } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";
import { type Figure, sideBySide } from "../figure.ts";

interface Pair {
  readonly person: Person;
  readonly sent: Uint8Array;
  /** The same bundle with every dose ten times as high, as a lost point makes it. */
  readonly received: Uint8Array;
}

/** Comparing what was sent with what came back, from bytes to findings, beside general differs. */
export async function figures(): Promise<readonly Figure[]> {
  const pairs = Array.from({ length: 500 }, (_, index) => pairOf(makePerson(benchPeople, index)));
  const few = pairs.slice(0, 100);
  const differ = jsondiffpatch.create({
    objectHash: (item: object) => JSON.stringify("fullUrl" in item ? item.fullUrl : item),
  });
  const byPatch = ({ sent, received }: Pair): unknown => differ.diff(parse(sent), parse(received));
  const byMicrodiff = ({ sent, received }: Pair): unknown =>
    microdiff(parse(sent), parse(received));
  const unit = "ms per 100 people";
  return [
    await sideBySide({
      name: "comparison beside jsondiffpatch",
      unit,
      peerName: "jsondiffpatch on the same bundles",
      perMs: 1,
      rounds: 5,
      ours: () => few.forEach(compare),
      peer: () => few.forEach(byPatch),
    }),
    await sideBySide({
      name: "comparison beside microdiff",
      unit,
      peerName: "microdiff on the same bundles",
      perMs: 1,
      rounds: 5,
      ours: () => few.forEach(compare),
      peer: () => few.forEach(byMicrodiff),
    }),
    await sideBySide({
      name: "500 people, all fields",
      unit: "seconds",
      peerName: "jsondiffpatch on the same bundles",
      perMs: 1 / 1000,
      rounds: 3,
      ours: () => pairs.forEach(compare),
      peer: () => pairs.forEach(byPatch),
    }),
  ];
}

function pairOf(person: Person): Pair {
  const sent = encodeFhir(person.chart).bytes;
  const text = new TextDecoder().decode(sent);
  const received = text.replaceAll(
    /("doseQuantity":\s*\{\s*"value":\s*)(\d*)\.(\d+)/g,
    (_all, before: string, whole: string, rest: string) =>
      // A JSON number may not begin with a zero: 0.5 becomes 5.
      `${before}${Number(`${whole}${rest}`)}`,
  );
  if (received === text) throw new Error(`${person.id} has no decimal dose to lose its point.`);
  return { person, sent, received: new TextEncoder().encode(received) };
}

function compare({ person, sent, received }: Pair): unknown {
  return compareRound({
    person: person.id,
    index: person.index,
    round: 1,
    generated: person.chart,
    earlier: [],
    hops: [
      { hop: "sent", observed: decodeFhir([sent]), exchanges: ["sent"] },
      { hop: "target", observed: decodeFhir([received]), exchanges: ["target"] },
    ],
    expectations: person.expectations,
    rules: [],
    carries: carriedByFhir,
  });
}

/** Bundles of ours, which both peers take as they are. */
function parse(bytes: Uint8Array): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}
