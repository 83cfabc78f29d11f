import { createRequire } from "node:module";
import { join } from "node:path";
import { parse as parseLossless, stringify as stringifyLossless } from "lossless-json";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import type { JsonNode } from "../../core/json/json-node.ts";
import { readJson } from "../../core/json/read-json.ts";
import { leaf, text, type Out } from "../../core/fhir/out.ts";
import { writeJson } from "../../core/json/write-json.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";
import { sideBySide, type Figure } from "../figure.ts";

const people = 100;

// As in hl7-peers.ts: their types stay with them.
const require = createRequire(join(import.meta.dirname, "peers", "package.json"));

/**
 * Writing the Bundles of people from trees that are ready, beside what a user would write them with;
 * then what our codec does in the product, from the chart, with the place of every value.
 */
export async function figures(): Promise<readonly Figure[]> {
  const charts = Array.from({ length: people }, (_, index) => makePerson(benchPeople, index).chart);
  const texts = charts.map((chart) => new TextDecoder().decode(encodeFhir(chart).bytes));
  const trees = texts.map((text) => treeOf(readJson(new TextEncoder().encode(text)).root));
  // Each peer gets the objects that it wants: with numbers of JavaScript, which lose 2.50, or without.
  const objects = texts.map((text): unknown => JSON.parse(text));
  const lossless = texts.map((text) => parseLossless(text));
  const encoder = new TextEncoder();
  const { stringify } = require("@medplum/core") as {
    stringify: (value: unknown, pretty: boolean) => string;
  };
  const { Fhir } = require("fhir") as { Fhir: new () => { objToXml(value: unknown): string } };
  const xml = new Fhir();
  const ours = (): void => trees.forEach((tree) => writeJson(tree));
  const same = { unit: `ms per ${people} Bundles`, perMs: 1, rounds: 25 };
  return [
    await sideBySide({
      ...same,
      name: "FHIR encode beside lossless-json",
      peerName: "lossless-json, which keeps decimals too",
      ours,
      peer: () =>
        lossless.forEach((value) => encoder.encode(stringifyLossless(value, undefined, 2))),
    }),
    await sideBySide({
      ...same,
      name: "FHIR encode beside @medplum/core",
      peerName: "@medplum/core, which loses decimals",
      ours,
      peer: () => objects.forEach((value) => encoder.encode(stringify(value, true))),
    }),
    await sideBySide({
      ...same,
      name: "FHIR encode beside fhir",
      peerName: "fhir, which writes XML alone and loses decimals",
      rounds: 3,
      ours,
      peer: () => objects.forEach((value) => encoder.encode(xml.objToXml(value))),
    }),
    await sideBySide({
      ...same,
      name: "charts to FHIR bytes",
      peerName: "writing ready trees with lossless-json",
      ours: () => charts.forEach((chart) => encodeFhir(chart)),
      peer: () =>
        lossless.forEach((value) => encoder.encode(stringifyLossless(value, undefined, 2))),
    }),
  ];
}

function treeOf(node: JsonNode | null): Out {
  switch (node?.kind) {
    case "object":
      return {
        kind: "object",
        members: new Map(node.members.map(({ key, value }) => [key, treeOf(value)])),
      };
    case "array":
      return { kind: "array", items: node.items.map(treeOf) };
    case "string":
      return text(node.text);
    case "number":
      return leaf(node.text);
    case "boolean":
      return leaf(String(node.value));
    case "null":
    case undefined:
      return leaf("null");
  }
}
