import { isObject, listOf, numberOf, scalarText, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { fromBehind, removeValue } from "../fields/change-value.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField } from "../fields/locate.ts";
import type { Located } from "../fields/locate.ts";
import { numberParam, textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";
import { choice, count, recordFault } from "./make-fault.ts";
import { eachAddress, noting, put, texts } from "./noting.ts";

function officialName(resource: JsonObject): JsonObject | null {
  if (resource["resourceType"] !== "Patient") return null;
  const names = listOf(resource["name"]).filter(isObject);
  return names.find((name) => name["use"] === "official") ?? null;
}

/** Ways in which name parts get into other boxes. */
const reshuffles: Readonly<Record<string, (name: JsonObject) => void>> = {
  swap: (name) => {
    const family = stringOf(name["family"]);
    const [given, ...rest] = texts(name["given"]);
    if (family === null || given === undefined) return;
    name["family"] = given;
    put(name, "given", [family, ...rest]);
  },
  "suffix-in-family": (name) => {
    const family = stringOf(name["family"]);
    const suffix = texts(name["suffix"]);
    if (family === null || suffix.length === 0) return;
    name["family"] = [family, ...suffix].join(" ");
    delete name["suffix"];
  },
  "middle-lost-to-given": (name) => {
    const [given, middle, ...rest] = texts(name["given"]);
    if (given === undefined || middle === undefined) return;
    put(name, "given", [`${given} ${middle}`, ...rest]);
  },
  "particle-to-middle": (name) => {
    const [particle, ...family] = (stringOf(name["family"]) ?? "").split(" ");
    if (particle === undefined || family.length === 0) return;
    name["family"] = family.join(" ");
    put(name, "given", [...texts(name["given"]), particle]);
  },
  "second-surname-to-middle": (name) => {
    const family = (stringOf(name["family"]) ?? "").split(" ");
    const second = family.pop();
    if (family.length === 0 || second === undefined) return;
    name["family"] = family.join(" ");
    put(name, "given", [...texts(name["given"]), second]);
  },
};

function spill(address: JsonObject, limit: number): void {
  const [first = "", second, ...rest] = texts(address["line"]);
  const chars = Array.from(first);
  if (chars.length <= limit) return;
  const kept = chars.slice(0, limit).join("");
  const over = chars.slice(limit).join("");
  address["line"] = [kept, `${over}${second === undefined ? "" : ` ${second}`}`, ...rest];
}

/** Of several values of a field one is kept: all of them in one text, or the longest. */
function keepOne(work: Work, rule: string, separator: string): void {
  const gone: Located[] = [];
  for (const id of work.fields) {
    const places = work.chosen.filter((place) => place.field === id);
    const [first, ...others] = places;
    if (!first || others.length === 0) continue;
    const longest = places.reduce((a, b) => (b.text.length > a.text.length ? b : a));
    const kept = rule === "joined" ? places.map(({ text }) => text).join(separator) : longest.text;
    if (kept !== first.text) work.change(first, kept);
    gone.push(...others);
  }
  for (const place of fromBehind(gone)) {
    work.note(place.field, place.text, null);
    removeValue(work.resource, place);
  }
}

const pairs: Readonly<Record<string, readonly [into: string, from: string]>> = {
  name: ["patient.name.given", "patient.name.middle"],
  address: ["patient.address.line1", "patient.address.line2"],
  problem: ["problem.text", "problem.onset"],
};

function concat(work: Work, what: string, separator: string): void {
  const [into, from] = (pairs[what] ?? []).map((id) => {
    const row = practiceFields.find((one) => one.id === id);
    return row && locateField(work.resource, row)[0];
  });
  if (!into || !from || from.text === "") return;
  work.change(into, `${into.text}${separator}${from.text}`);
  work.change(from, null);
}

/** Lists in which the order says something. */
function reorder(work: Work): void {
  noting(work, () => {
    const { resource } = work;
    if (resource["resourceType"] === "MedicationRequest") reverse(resource, "dosageInstruction");
    if (resource["resourceType"] === "Coverage" && work.coverages > 1) swapRank(resource);
    if (resource["resourceType"] === "Claim") {
      for (const item of listOf(resource["item"])) if (isObject(item)) reverse(item, "modifier");
    }
  });
}

/** First and second insurance change places. */
function swapRank(coverage: JsonObject): void {
  const rank = scalarText(coverage["order"]);
  if (rank === "1" || rank === "2") coverage["order"] = numberOf(3 - Number(rank));
}

function reverse(holder: JsonObject, element: string): void {
  const list = listOf(holder[element]);
  if (list.length > 1) holder[element] = list.toReversed();
}

function changeName(work: Work, kind: string): void {
  const name = officialName(work.resource);
  const change = reshuffles[kind];
  if (name && change) noting(work, () => change(name));
}

/** Faults of splitting and joining: parts that run over, move, are glued together, or do not come. */
export const joinFaults: readonly PracticeFault[] = [
  recordFault(
    {
      id: "NAME-RESHUFFLE",
      family: "characters",
      stage: "MAP",
      seen: ["Name parts are in the wrong boxes.", "Smith, Ana", "Ana, Smith"],
      params: [
        choice("kind", "which parts", [
          "swap",
          "suffix-in-family",
          "middle-lost-to-given",
          "particle-to-middle",
          "second-surname-to-middle",
        ]),
      ],
    },
    (work, params) => changeName(work, textParam(params, "kind")),
  ),
  recordFault(
    {
      id: "OVERFLOW-SPILL",
      family: "length",
      stage: "MAP",
      seen: [
        "The end of the street ran into the next line.",
        "1200 Example Street",
        "1200 Exam | ple Street",
      ],
      params: [count("limit", "how many characters the first line holds", 12, 1)],
    },
    (work, params) => eachAddress(work, (address) => spill(address, numberParam(params, "limit"))),
  ),
  recordFault(
    {
      id: "CARDINALITY",
      family: "structure",
      stage: "MAP",
      seen: ["Many became one, by an unclear rule.", "hives | swelling", "hives, swelling"],
      params: [
        choice("rule", "what is kept", ["joined", "longest"]),
        { name: "with", says: "what stands between the joined ones", default: ", " },
      ],
      fields: [
        "allergy.reaction",
        "patient.name.prefix",
        "patient.name.suffix",
        "patient.telecom.*",
        "patient.language",
      ],
    },
    (work, params) => keepOne(work, textParam(params, "rule"), textParam(params, "with")),
  ),
  recordFault(
    {
      id: "CONCAT",
      family: "structure",
      stage: "MAP",
      seen: ["Two values were glued together.", "Ana | Maria", "Ana Maria |"],
      params: [
        choice("what", "which two", ["address", "name", "problem"]),
        { name: "with", says: "what stands between them", default: ", " },
      ],
    },
    (work, params) => concat(work, textParam(params, "what"), textParam(params, "with")),
  ),
  recordFault(
    {
      id: "LIST-REORDER",
      family: "structure",
      stage: "MAP",
      seen: ["The order changed where it says something.", "first insurance", "second insurance"],
    },
    reorder,
  ),
];
