import { createRequire } from "node:module";
import { join } from "node:path";
import * as jsondiffpatch from "jsondiffpatch";
import microdiff from "microdiff";
import type { Observed } from "../../core/catalogue/chart.ts";
import { carriedByFhir } from "../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { compareRound } from "../../core/compare/compare-round.ts";
import { makePerson, type Person } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";
import { type Figure, sideBySide } from "../figure.ts";

const people = 100;

/** One person's Bundle as it was sent and as it came back: with every dose ten times as high. */
interface Pair {
  readonly person: Person;
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
}

/** A pair once it is read: our records, and the trees that general differs start from. */
interface ReadPair {
  readonly person: Person;
  readonly sent: Observed;
  readonly received: Observed;
  readonly before: Tree;
  readonly after: Tree;
}

type Tree = Record<string, unknown>;

interface Peer {
  readonly name: string;
  readonly diff: (before: Tree, after: Tree) => unknown;
}

/**
 * Comparing what was sent with what came back, to named findings, beside general differs on the same
 * Bundles: each side begins with what it reads from them. Then the same from bytes.
 */
export async function figures(): Promise<readonly Figure[]> {
  const pairs = pairsOf(5 * people);
  const few = pairs.slice(0, people);
  const read = few.map((pair) => readPair(pair));
  const unit = `ms per ${people} people`;
  const found: Figure[] = [];
  for (const { name, diff } of peers()) {
    found.push(
      await sideBySide({
        name: `comparison beside ${name}`,
        unit,
        peerName: `${name} on the parsed Bundles`,
        perMs: 1,
        rounds: 25,
        ours: () => read.forEach((pair) => compare(pair.person, pair.sent, pair.received)),
        peer: () => read.forEach(({ before, after }) => diff(before, after)),
      }),
    );
  }
  const [patch] = peers();
  const fromBytes = ({ person, sent, received }: Pair): unknown =>
    compare(person, decodeFhir([sent]), decodeFhir([received]));
  const peerFromBytes = ({ sent, received }: Pair): unknown =>
    patch?.diff(parse(sent), parse(received));
  found.push(
    await sideBySide({
      name: "comparison with reading",
      unit,
      peerName: "JSON.parse and jsondiffpatch",
      perMs: 1,
      rounds: 7,
      ours: () => few.forEach(fromBytes),
      peer: () => few.forEach(peerFromBytes),
    }),
    await sideBySide({
      name: `${5 * people} people, all fields, with reading`,
      unit: "seconds",
      peerName: "JSON.parse and jsondiffpatch",
      perMs: 1 / 1000,
      rounds: 3,
      ours: () => pairs.forEach(fromBytes),
      peer: () => pairs.forEach(peerFromBytes),
    }),
  );
  return found;
}

function peers(): readonly Peer[] {
  const patch = jsondiffpatch.create({
    objectHash: (item: object) => JSON.stringify("fullUrl" in item ? item.fullUrl : item),
  });
  // As in hl7-peers.ts: its types stay with it.
  const require = createRequire(join(import.meta.dirname, "peers", "package.json"));
  const deep = require("deep-diff") as { diff(before: Tree, after: Tree): unknown };
  return [
    { name: "jsondiffpatch", diff: (before, after) => patch.diff(before, after) },
    { name: "microdiff", diff: (before, after) => microdiff(before, after) },
    { name: "deep-diff", diff: (before, after) => deep.diff(before, after) },
  ];
}

/** The first people who take a medicine with a decimal dose. */
function pairsOf(count: number): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; pairs.length < count; index++) {
    const pair = pairOf(makePerson(benchPeople, index));
    if (pair !== null) pairs.push(pair);
  }
  return pairs;
}

/** Null where there is no decimal dose to lose its point. */
function pairOf(person: Person): Pair | null {
  const sent = encodeFhir(person.chart).bytes;
  const text = new TextDecoder().decode(sent);
  const received = text.replaceAll(
    /("doseQuantity":\s*\{\s*"value":\s*)(\d*)\.(\d+)/g,
    (_all, before: string, whole: string, rest: string) =>
      // A JSON number may not begin with a zero: 0.5 becomes 5.
      `${before}${Number(`${whole}${rest}`)}`,
  );
  return received === text ? null : { person, sent, received: new TextEncoder().encode(received) };
}

function readPair({ person, sent, received }: Pair): ReadPair {
  return {
    person,
    sent: decodeFhir([sent]),
    received: decodeFhir([received]),
    before: parse(sent),
    after: parse(received),
  };
}

function compare(person: Person, sent: Observed, received: Observed): unknown {
  return compareRound({
    person: person.id,
    index: person.index,
    round: 1,
    generated: person.chart,
    earlier: [],
    hops: [
      { hop: "sent", observed: sent, exchanges: ["sent"] },
      { hop: "target", observed: received, exchanges: ["target"] },
    ],
    expectations: person.expectations,
    rules: [],
    carries: carriedByFhir,
  });
}

/** Bundles of ours, which the peers take as they are. */
function parse(bytes: Uint8Array): Tree {
  return JSON.parse(new TextDecoder().decode(bytes)) as Tree;
}
