import type { Profile } from "../../api/profile.ts";
import type { ExitCode } from "../cli/io.ts";
import { exitCodes } from "../cli/io.ts";
import type { Trouble } from "../partners/partner.ts";
import type { SecretSource } from "../profile/secrets.ts";
import { connectPartners } from "./connect-partners.ts";
import { guardHosts, productionSign } from "./guard-hosts.ts";
import { describe } from "./guard-run.ts";
import type { WatchedSystem } from "./run-context.ts";

/** One line of a check: what was looked at, and how it stands. */
export interface CheckLine {
  readonly name: string;
  readonly state: "ok" | "failed" | "cant-tell";
  readonly says: string;
  /** What to do; empty where nothing is. */
  readonly todo: string;
  /** The exit code this line asks for. */
  readonly exit: ExitCode;
}

/**
 * Checks a profile against its partners: hosts, connection, TLS, credentials, production signs, and
 * whether records can be found and read back. Reads only; sends and stores nothing.
 * @throws CliFailure for adapters that are not built yet and secrets that are not set
 */
export async function* checkProfile(
  profile: Profile,
  secrets: SecretSource,
  signal: AbortSignal,
): AsyncGenerator<CheckLine, void, void> {
  const partners = await connectPartners(profile, secrets);
  try {
    yield ok(
      "Profile",
      `"${profile.name}", ${profile.kind}, ${profile.direction}, window ${profile.window}.`,
    );
    const bases = [...new Set([partners.sender.address, ...partners.systems.map((s) => s.base)])];
    for (const base of bases) {
      const line = checkAddress(profile, base);
      yield line;
      if (line.state === "failed") return;
    }
    for (const system of partners.systems) yield* checkSystem(profile, system, signal);
    if (!partners.systems.some((one) => one.name === "source")) {
      yield {
        name: "Source: read back",
        state: "cant-tell",
        says: "The profile has no source.read, so a difference cannot be placed before or after the source.",
        todo: "Add source.read if the source can be read.",
        exit: exitCodes.ok,
      };
    }
  } finally {
    await partners.close();
  }
}

function ok(name: string, says: string): CheckLine {
  return { name, state: "ok", says, todo: "", exit: exitCodes.ok };
}

function failed(name: string, says: string, todo: string, exit: ExitCode): CheckLine {
  return { name, state: "failed", says, todo, exit };
}

function checkAddress(profile: Profile, base: string): CheckLine {
  const name = `Guard: ${base}`;
  const url = new URL(base);
  if (!guardHosts(profile.guard.hosts).mayAsk(url)) {
    const todo = "Add the host with its port to guard.hosts if it is a test system.";
    return failed(name, "This host is not in guard.hosts.", todo, exitCodes.guard);
  }
  const sign = productionSign([url.hostname, url.pathname]);
  if (sign !== null) {
    const todo = "Use the address of the test environment.";
    return failed(name, `The address says "${sign}".`, todo, exitCodes.guard);
  }
  return ok(name, "An allowed test host.");
}

async function* checkSystem(
  profile: Profile,
  system: WatchedSystem,
  signal: AbortSignal,
): AsyncGenerator<CheckLine, void, void> {
  const title = system.name === "source" ? "Source" : "Target";
  const answer = await system.reader.facts(signal);
  if (answer.kind === "trouble") {
    yield troubled(title, answer.trouble);
    return;
  }
  yield ok(`${title}: connection`, `${system.base} answers: ${describe(answer.facts)}.`);
  yield checkTls(title, system.base);
  yield ok(`${title}: credentials`, "Accepted.");
  const sign = productionSign(answer.facts.words);
  if (sign !== null) {
    const todo = "Use the test environment, or have its name corrected.";
    yield failed(`${title}: guard`, `It calls itself "${sign}".`, todo, exitCodes.guard);
    return;
  }
  yield ok(`${title}: guard`, "Nothing says that real patients are there.");
  yield await checkReadBack(profile, system, title, signal);
}

function checkTls(title: string, base: string): CheckLine {
  const url = new URL(base);
  if (url.protocol === "https:") return ok(`${title}: TLS`, "The certificate is accepted.");
  return ok(`${title}: TLS`, `Not encrypted; ${url.hostname} is an allowed test host.`);
}

async function checkReadBack(
  profile: Profile,
  system: WatchedSystem,
  title: string,
  signal: AbortSignal,
): Promise<CheckLine> {
  const name = `${title}: read back`;
  const [space = ""] = Object.keys(profile.identifiers);
  // Nobody has this number: it is longer than any range.
  const question = { kind: "identifier", system: space, value: "0000000000000000" } as const;
  const counted = await system.reader.count(question, signal);
  if (counted.kind === "trouble") return { ...troubled(title, counted.trouble), name };
  const searched = counted.kind === "ignored" ? counted.parameter : "identifier";
  if (counted.kind === "ignored" || counted.count > 0) {
    const says = `The search parameter "${searched}" is ignored, so nobody could say whose record is read.`;
    return failed(name, says, "Ask its vendor to switch this search on.", exitCodes.guard);
  }
  return ok(name, `Searching by ${space} works.`);
}

function troubled(title: string, trouble: Trouble): CheckLine {
  if (trouble.kind === "credentials") {
    const todo = "Check the secret that the profile names, and its rights.";
    return failed(`${title}: credentials`, trouble.says, todo, exitCodes.unreachable);
  }
  const todo = "Check the address, and that the system is running.";
  return failed(`${title}: connection`, trouble.says, todo, exitCodes.unreachable);
}
