import { createHash } from "node:crypto";

import type { Observed, SeenResource } from "../../core/catalogue/chart.ts";
import { decodeFhir } from "../../core/fhir/decode-fhir.ts";
import type { ExchangeId } from "../../db/ids.ts";
import type { HeldExchange, Sought, Trouble, Wanted } from "../partners/partner.ts";
import { nameOf } from "./guard-run.ts";
import { keepExchange } from "./keep-exchange.ts";
import { belongsToUs, marksOf } from "./ownership.ts";
import type { Belonging } from "./ownership.ts";
import { rememberRecords } from "./remember-records.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";
import { RunStop } from "./run-stop.ts";
import { seekMissing } from "./seek-missing.ts";
import { wireFactsOf } from "./wire-facts.ts";

/** One look at a case's record at one system. */
export interface Look {
  readonly stored: "found" | "not-found" | "ambiguous";
  readonly by: string | null;
  readonly observed: Observed | null;
  /** Kept exchanges by document. */
  readonly exchanges: readonly ExchangeId[];
  readonly resources: readonly SeenResource[];
  readonly unreadable: readonly string[];
  /** By identifier: another chart of the person on which a record stands that this one lacks. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** The look itself went wrong: no conclusion may be drawn from it. */
  readonly trouble: Trouble | null;
  /** Equal for two looks that saw the same bytes. */
  readonly bytesKey: string;
  readonly at: number;
}

/**
 * Finds and reads a case's record. What comes back is judged in memory, then kept, then decoded, in
 * this order (decisions.md 5).
 * @param previous the look before: bytes that did not change are not kept twice
 * @throws RunStop where a partner answers with records that are not ours; nothing of them is kept
 */
export async function lookAtHop(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  round: number,
  previous: Look | null,
): Promise<Look> {
  const wanted = wantedOf(context, work, system);
  const found = await system.reader.find(wanted, system.ways, context.stop);
  const judged = await judgeAll(context, work, system, found.exchanges);
  const [first] = found.ids;
  const at = Date.now();
  const none = {
    by: null,
    observed: null,
    exchanges: [],
    resources: [],
    unreadable: [],
    elsewhere: new Map<string, string>(),
    bytesKey: "",
    at,
  };
  if (found.trouble !== null) return { ...none, stored: "not-found", trouble: found.trouble };
  if (first === undefined) return { ...none, stored: "not-found", trouble: null };
  for (const ref of found.ids) system.ids.add(`Patient/${ref.id}`);
  const read = await system.reader.read(first.id, context.stop);
  judged.push(...(await judgeAll(context, work, system, read.exchanges)));
  if (read.trouble !== null) return { ...none, stored: "found", trouble: read.trouble };
  // The person stands in the last answer of the search; then everything else.
  const personAt = found.exchanges.length - 1;
  const documents = judged.filter(
    (one, index) => one.belonging.kind === "ours" && index >= personAt,
  );
  const bytesKey = keyOf(documents.map((one) => one.held));
  const stored = found.ids.length > 1 ? "ambiguous" : "found";
  if (previous?.bytesKey === bytesKey && previous.observed !== null) {
    return { ...previous, stored, by: found.by, at };
  }
  const observed = decodeFhir(documents.map((one) => one.held.responseBody ?? new Uint8Array()));
  const chart = { id: first.id, round, observed };
  const sought = await seekMissing(context, work, system, chart, wanted);
  const strayed = (await judgeAll(context, work, system, sought?.exchanges ?? [])).filter(
    ({ belonging }) => belonging.kind === "ours",
  );
  const kept = [...documents, ...strayed];
  const exchanges = (await keepAll(context, work, system, round, kept)).slice(0, documents.length);
  const held = kept.map((one) => one.held);
  const resources = [...resourcesOf(observed, found.ids), ...strayedRecords(strayed, sought)];
  for (const one of resources) if (one.id !== null) system.ids.add(`${one.type}/${one.id}`);
  await rememberRecords(context, work, system, held, resources);
  const { unreadable } = read;
  return {
    ...none,
    stored,
    by: found.by,
    observed,
    exchanges,
    resources,
    unreadable,
    elsewhere: sought?.charts ?? none.elsewhere,
    trouble: null,
    bytesKey,
  };
}

/** What is known of a case's person, for looking at one system. */
export function wantedOf(context: RunContext, work: CaseWork, system: WatchedSystem): Wanted {
  const facts = wireFactsOf(work.charts.firstBytes);
  const sentTo = context.partners.sender.address.replace(/\/$/, "");
  const own = work.links.get("Patient");
  const same = sentTo === system.base.replace(/\/$/, "");
  const family = facts.family ?? "";
  return {
    ...facts,
    receiptId: same && own !== undefined ? own.id : null,
    sentinel: context.sentinels.find(family)[0]?.token ?? null,
  };
}

interface Judged {
  readonly held: HeldExchange;
  readonly belonging: Belonging;
}

/**
 * Judges answers while they are in memory, and remembers ids of people who are ours.
 * @throws RunStop for somebody else's record
 */
export async function judgeAll(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  exchanges: readonly HeldExchange[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const held of exchanges) {
    const ok = held.trouble === null && held.status !== null && held.status < 300;
    const belonging: Belonging =
      ok && held.responseBody !== null
        ? belongsToUs(held.responseBody, marksOf(context, system.ids))
        : { kind: "empty" };
    if (belonging.kind === "strangers")
      await stopForStrangers(context, work, system, held, belonging);
    // Ids of ours must be known before the records that point to them are judged.
    if (belonging.kind === "ours") for (const id of patientIdsIn(held)) system.ids.add(id);
    judged.push({ held, belonging });
  }
  return judged;
}

async function stopForStrangers(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  held: HeldExchange,
  belonging: Extract<Belonging, { kind: "strangers" }>,
): Promise<never> {
  await context.write((stores) =>
    keepExchange(
      context,
      stores,
      // The address may hold what the server made of it, but only our own words were put into it.
      held,
      { case: work.id, round: null, hop: system.name, purpose: "read" },
      false,
    ),
  );
  context.halt();
  throw new RunStop("stranger-read", {
    happened: `${nameOf(system)} answered with ${belonging.records} records, ${belonging.strangers} of them not ours.`,
    safe: "They were dropped from memory: neither shown nor stored, only their number, size and time were kept.",
    todo: "Do not go on: ask the target's vendor why a search for our identifier returns other charts.",
  });
}

function patientIdsIn(held: HeldExchange): string[] {
  try {
    // Steering only; values are decoded losslessly by core.
    const parsed = JSON.parse(Buffer.from(held.responseBody ?? []).toString("utf8")) as {
      resourceType?: string;
      id?: string;
      entry?: { resource?: { resourceType?: string; id?: string } }[];
    };
    const all = [parsed, ...(parsed.entry ?? []).map((entry) => entry.resource)];
    return all.flatMap((one) =>
      one?.resourceType === "Patient" && typeof one.id === "string" ? [`Patient/${one.id}`] : [],
    );
  } catch {
    return [];
  }
}

async function keepAll(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  round: number,
  documents: readonly Judged[],
): Promise<readonly ExchangeId[]> {
  const { name } = system;
  return context.write(async (stores) => {
    const kept: ExchangeId[] = [];
    // Empty answers hold nothing; that they came stands in the observation.
    for (const one of documents) {
      const place = { case: work.id, round, hop: name, purpose: "read" } as const;
      kept.push(await keepExchange(context, stores, one.held, place, true));
    }
    return kept;
  });
}

function keyOf(exchanges: readonly HeldExchange[]): string {
  const hash = createHash("sha256");
  for (const held of exchanges) {
    hash.update(held.url).update("\0");
    hash.update(held.responseBody ?? new Uint8Array()).update("\0");
  }
  return hash.digest("hex");
}

/** Records on another chart of the person, and that chart: they are ours to remove in the end. */
function strayedRecords(strayed: readonly Judged[], sought: Sought | null): SeenResource[] {
  const documents = strayed.map(({ held }) => held.responseBody ?? new Uint8Array());
  const records = documents.length === 0 ? [] : decodeFhir(documents).resources;
  const charts = new Set(sought?.charts.values());
  // What others refer to comes first: they are removed from the last to the first.
  return [...[...charts].map((chart) => referenceOf(chart)), ...records];
}

function referenceOf(chart: string): SeenResource {
  const [type = "", id = ""] = chart.split("/");
  return { type, id, version: null };
}

function resourcesOf(
  observed: Observed,
  people: readonly { readonly id: string; readonly version: string | null }[],
): readonly SeenResource[] {
  const known = new Set(observed.resources.map((one) => `${one.type}/${one.id ?? ""}`));
  const more = people.filter((one) => !known.has(`Patient/${one.id}`));
  return [...observed.resources, ...more.map((one) => ({ ...one, type: "Patient" }))];
}
