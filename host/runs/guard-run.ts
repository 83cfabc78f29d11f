import type { Counted, CountQuestion, PartnerFacts } from "../partners/partner.ts";
import { guardHosts, productionSign } from "./guard-hosts.ts";
import { keepExchange } from "./keep-exchange.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";
import { RunStop } from "./run-stop.ts";
import { forEachLimited } from "./waiting.ts";
import { countMarkers, syntheticSystem, wireFactsOf } from "./wire-facts.ts";

const nothingSent = "Nothing was sent.";
const atOnce = 4;
/** Answers of a server that has no CapabilityStatement to give; the search for strangers still decides. */
const noStatement: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/**
 * The guard before the first send (decisions.md 7, workflow.md 12): hosts, marks, reserved ranges,
 * production signs, and nobody at the partners who already answers to one of our identifiers.
 * @throws RunStop with the sentence, or Stopped; nothing has been sent then
 */
export async function guardRun(context: RunContext, cases: readonly CaseWork[]): Promise<void> {
  context.events.phase("guarding");
  try {
    await guardAll(context, cases);
  } catch (thrown) {
    // A question that a stop cut off says nothing about the partner.
    context.stop.throwIfAborted();
    throw thrown;
  }
}

async function guardAll(context: RunContext, cases: readonly CaseWork[]): Promise<void> {
  guardHostsOf(context);
  for (const work of cases) guardBytes(context, work.charts.firstBytes);
  for (const work of cases) guardRanges(context, work);
  const systems = distinct(context.partners.systems);
  for (const system of systems) await guardProduction(context, system);
  const leftOvers = new Map<CaseWork, Set<WatchedSystem>>();
  await forEachLimited(cases, atOnce, (work) => guardPerson(context, systems, work, leftOvers));
  // A stranger weighs more and has been thrown; left-overs are named together.
  if (leftOvers.size > 0) throw leftOver(cases, leftOvers);
}

/** Every byte that leaves carries at least two marks of test data, and neither can be switched off. */
export function guardBytes(context: Pick<RunContext, "profile">, bytes: Uint8Array): void {
  const family = context.profile.guard.marker.family;
  if (countMarkers(bytes, family) >= 2) return;
  throw new RunStop("guard", {
    happened: "A record was about to leave without two marks of test data.",
    safe: "It was not sent.",
    todo: "This is a fault of Crosschart; please report it with the seed of this run.",
  });
}

function guardHostsOf(context: RunContext): void {
  const guard = guardHosts(context.profile.guard.hosts);
  const bases = [context.partners.sender.address, ...context.partners.systems.map((s) => s.base)];
  for (const base of bases) {
    const url = URL.parse(base);
    if (url === null || !guard.mayAsk(url)) {
      throw new RunStop("guard", {
        happened: `${base} is not among the hosts that the profile allows (guard.hosts).`,
        safe: nothingSent,
        todo: "Add the host with its port to guard.hosts if it is a test system.",
      });
    }
    refuseProduction(base, productionSign([url.hostname, url.pathname]), "its address");
  }
}

function guardRanges(context: RunContext, work: CaseWork): void {
  const { identifiers } = wireFactsOf(work.charts.firstBytes);
  for (const [system, { range }] of Object.entries(context.profile.identifiers)) {
    const [from = 0, to = 0] = range.split("-").map(Number);
    for (const one of identifiers.filter((identifier) => identifier.system === system)) {
      // Mess may put spaces, dashes and zeros around a number; the number itself must be ours.
      const number = Number(one.value.replace(/\D/g, ""));
      if (number >= from && number <= to) continue;
      throw new RunStop("guard", {
        happened: `An identifier of ${system} lies outside the range ${range} reserved for tests.`,
        safe: nothingSent,
        todo: "Reserve a wider range with the clinic, or use fewer people.",
      });
    }
  }
}

async function guardProduction(context: RunContext, system: WatchedSystem): Promise<void> {
  const answer = await system.reader.facts(context.stop);
  const place = { case: null, round: null, hop: system.name, purpose: "check" } as const;
  // That it answered and how is kept as a receipt; what it says of itself is in the log.
  await context.write((stores) => keepExchange(context, stores, answer.exchange, place, false));
  if (answer.kind === "trouble") {
    const { status } = answer.exchange;
    if (status === null || !noStatement.has(status)) throw stopFor(answer.trouble, nothingSent);
    context.events.say("warning", `${answer.trouble.says} What it is cannot be looked at.`);
    return;
  }
  refuseProduction(system.base, productionSign(answer.facts.words), "what it says about itself");
  context.events.say("info", `${nameOf(system)}: ${describe(answer.facts)}`, "GET metadata");
}

/** Product, version and FHIR version in words. */
export function describe(facts: PartnerFacts): string {
  const product = `${facts.product} ${facts.version}`.trim();
  return `${product === "" ? "a server without a name" : product}, FHIR ${facts.fhirVersion || "version not said"}`;
}

/** "the source" or "the target", with its address. */
export function nameOf(system: Pick<WatchedSystem, "name" | "base">): string {
  return `the ${system.name} (${system.base})`;
}

function refuseProduction(base: string, sign: string | null, where: string): void {
  if (sign === null) return;
  throw new RunStop("guard", {
    happened: `${base} looks like a system with real patients: ${where} says "${sign}".`,
    safe: nothingSent,
    todo: "Use the test environment. If this is one, have its name corrected.",
  });
}

async function guardPerson(
  context: RunContext,
  systems: readonly WatchedSystem[],
  work: CaseWork,
  leftOvers: Map<CaseWork, Set<WatchedSystem>>,
): Promise<void> {
  const facts = wireFactsOf(work.charts.firstBytes);
  for (const system of systems) {
    for (const { system: space, value } of facts.identifiers) {
      const question = { kind: "identifier", system: space, value } as const;
      const hits = await hitsOf(context, system, question);
      if (hits.count === 0) continue;
      const known = await context.workspace.read.cleanup.byIdentifier(`${space}|${value}`);
      const ours =
        hits.marked === hits.count ||
        known.some((row) => row.state !== "deleted-proven" && row.state !== "not-created");
      if (!ours) throw stranger(system, space);
      // Other numbers of a person do not change with `--fresh`; those that do tell a left-over.
      const ofThisRun = space in context.profile.identifiers || space === syntheticSystem;
      if (ofThisRun) leftOvers.set(work, (leftOvers.get(work) ?? new Set()).add(system));
    }
    if (facts.family === null || facts.given === null || facts.birthDate === null) continue;
    const { family, given, birthDate } = facts;
    const question = { kind: "demographics", family, given, birthDate } as const;
    const hits = await hitsOf(context, system, question);
    // A marked one is a left-over of other identifiers: `--fresh` was asked for, and no stranger.
    if (hits.count > hits.marked) throw stranger(system, "name and birth date");
  }
}

async function hitsOf(
  context: RunContext,
  system: WatchedSystem,
  question: CountQuestion,
): Promise<Extract<Counted, { kind: "counted" }>> {
  const counted = await system.reader.count(question, context.stop);
  if (counted.kind === "counted") return counted;
  if (counted.kind === "trouble") throw stopFor(counted.trouble, nothingSent);
  throw new RunStop("guard", {
    happened: `${nameOf(system)} ignored the search parameter "${counted.parameter}", so nobody can say whether a real chart answers to our identifiers.`,
    safe: nothingSent,
    todo: `Ask its vendor to switch on searching patients by "${counted.parameter}".`,
  });
}

function leftOver(
  cases: readonly CaseWork[],
  leftOvers: ReadonlyMap<CaseWork, ReadonlySet<WatchedSystem>>,
): RunStop {
  const works = cases.filter((work) => leftOvers.has(work));
  const names = works.slice(0, 3).map((work) => `${work.label} (${work.person})`);
  const more = works.length > names.length ? ` and ${works.length - names.length} more` : "";
  const where = [
    ...new Set([...leftOvers.values()].flatMap((systems) => [...systems]).map(nameOf)),
  ].join(" and ");
  return new RunStop("left-over", {
    happened: `Made-up people of an earlier run still stand at ${where}, with the numbers of ${names.join(", ")}${more}.`,
    safe: nothingSent,
    todo: "Run crosschart cleanup with the workspace of that run, or use --fresh for new identifiers.",
  });
}

function stranger(system: WatchedSystem, by: string): RunStop {
  return new RunStop("stranger", {
    happened: `${nameOf(system)} already has a chart that answers to one of our identifiers (${by}) and is not ours.`,
    safe: `${nothingSent} The chart was counted, not read.`,
    todo: "Reserve another range of identifiers with the clinic and put it into the profile.",
  });
}

/** A stop for trouble with a partner, with the exit code that belongs to it. */
export function stopFor(
  trouble: { readonly kind: string; readonly says: string },
  safe: string,
): RunStop {
  if (trouble.kind === "credentials") {
    const todo = "Check the secret that the profile names, and its rights at the partner.";
    return new RunStop("credentials", { happened: trouble.says, safe, todo });
  }
  if (trouble.kind === "not-allowed") {
    const todo = "Add the host with its port to guard.hosts if it is a test system.";
    return new RunStop("guard", { happened: trouble.says, safe, todo });
  }
  const todo = "Check the address in the profile and that the partner is running, then try again.";
  return new RunStop("unreachable", { happened: trouble.says, safe, todo });
}

function distinct(systems: readonly WatchedSystem[]): WatchedSystem[] {
  return systems.filter((one, at) => systems.findIndex((other) => other.base === one.base) === at);
}
