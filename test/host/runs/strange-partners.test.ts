import { mkdtempSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import { openOrCreateWorkspace } from "../../../db/open-workspace.ts";
import type { Workspace } from "../../../db/stores.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { closedPort, sendJson, startScripted } from "../partners/scripted-server.ts";
import type { Script } from "../partners/scripted-server.ts";
import { bytesOfFolder, people, profileFor } from "./practice-run.ts";

let folder: string;
let workspace: Workspace;
const opened: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "strange-"));
  workspace = await openOrCreateWorkspace(join(folder, "w.crosschart"), {
    ownerName: "test",
    appVersion: "0",
    now: () => new Date(),
  });
});
afterEach(async () => {
  await workspace.close();
  for (const close of opened.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

const statement = {
  resourceType: "CapabilityStatement",
  fhirVersion: "4.0.1",
  software: { name: "S" },
};
const emptySet = (url: string) => ({
  resourceType: "Bundle",
  type: "searchset",
  total: 0,
  link: [{ relation: "self", url }],
  entry: [],
});

async function runAgainst(source: string, target: string, timeout = "PT5S") {
  const profile = profileFor(source, target);
  const withTimeout = {
    ...profile,
    window: "PT0.3S",
    source: {
      send: { adapter: "fhir-rest", base: source, timeout },
      read: { adapter: "fhir-rest", base: source, timeout },
    },
    target: { read: { adapter: "fhir-rest", base: target, timeout } },
  } as const;
  const deps = {
    workspace,
    secrets: () => null,
    now: () => new Date(),
    newId: randomUUID,
    owner: "test",
  };
  const handle = await startRun(deps, {
    profile: { ...profile, ...withTimeout },
    people: people("strange", 2),
    keep: true,
  });
  return handle.result;
}

/** A server that answers everything well but what the script takes for itself. */
async function server(
  script: Script & { readonly takes?: never },
  takes: (line: string) => boolean,
) {
  const started = await startScripted((asked, answer, request) => {
    if (takes(`${asked.method} ${asked.url}`)) return script(asked, answer, request);
    if (asked.url.endsWith("/metadata")) return sendJson(answer, 200, statement);
    if (asked.method === "POST") {
      return sendJson(answer, 200, {
        resourceType: "Bundle",
        type: "transaction-response",
        entry: [{ response: { status: "201", location: "Patient/1/_history/1" } }],
      });
    }
    return sendJson(answer, 200, emptySet(asked.url));
  });
  opened.push(started.close);
  return started;
}

const nothing = () => false;
const posts = (base: { asked: readonly { method: string }[] }): number =>
  base.asked.filter((one) => one.method === "POST").length;

describe("a partner that is not what it should be", () => {
  it("and does not listen stops the run with nothing sent", async () => {
    const source = await server(() => {}, nothing);
    const closed = `http://127.0.0.1:${await closedPort()}/fhir`;
    const { stop, says } = await runAgainst(source.base, closed);
    expect(stop).toMatchObject({ code: "unreachable", safe: "Nothing was sent." });
    expect(says).toBe("0 accepted, 0 unknown, 2 not sent");
    expect(posts(source)).toBe(0);
  });

  it.each<[string, Script, RegExp]>([
    [
      "a web page",
      (_a, answer) => void answer.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      /a web page/,
    ],
    ["status 500", (_a, answer) => void answer.writeHead(500).end("oops"), /status 500/],
    ["nothing", () => {}, /did not answer within 0.3 seconds/],
  ])("and answers %s to everything stops the run with a sentence", async (_what, script, says) => {
    const source = await server(script, () => true);
    const { stop } = await runAgainst(source.base, source.base, "PT0.3S");
    expect(stop?.code).toBe("unreachable");
    expect(stop?.happened).toMatch(says);
    const [receipt] = await workspace.read.exchanges.ofRun(
      (await workspace.read.runs.list())[0]?.id as never,
    );
    expect(receipt).toMatchObject({ purpose: "check", response: null });
  });

  it("and answers 500 to sends leaves them unknown, and looks before it says more", async () => {
    const isPost = (line: string): boolean => line.startsWith("POST");
    const source = await server((_a, answer) => void answer.writeHead(500).end("oops"), isPost);
    const { report, outcome, says } = await runAgainst(source.base, source.base);
    expect(outcome).toBe("done");
    expect(says).toBe("0 accepted, 2 unknown, 0 not sent");
    expect(report.cases.map((one) => [one.hops.sent, one.hops.stored, one.verdict])).toEqual([
      ["unknown", "not-found", "missing"],
      ["unknown", "not-found", "missing"],
    ]);
    expect(posts(source)).toBe(2);
  });

  it("and cannot be read back claims nothing about the records", async () => {
    const source = await server(() => {}, nothing);
    const reads = (line: string): boolean =>
      line.startsWith("GET") && !line.includes("_summary") && !line.includes("metadata");
    const target = await server((_a, answer) => void answer.writeHead(200).end("<html>"), reads);
    const { report } = await runAgainst(source.base, target.base);
    expect(report.cases.map((one) => one.verdict)).toEqual(["not-readable", "not-readable"]);
    expect(reportExit(report)).toBe(1);
  });

  it("and calls itself a production system is not sent to", async () => {
    const production = { ...statement, implementation: { description: "Clinic EMR (Production)" } };
    const isMetadata = (line: string): boolean => line.endsWith("/metadata");
    const source = await server((_a, answer) => sendJson(answer, 200, production), isMetadata);
    const { stop } = await runAgainst(source.base, source.base);
    expect(stop?.code).toBe("guard");
    expect(posts(source)).toBe(0);
  });

  it("and ignores the search parameter is not sent to", async () => {
    const counts = (line: string): boolean => line.includes("_summary");
    const everybody = { resourceType: "Bundle", type: "searchset", total: 812 };
    const source = await server((_a, answer) => sendJson(answer, 200, everybody), counts);
    const { stop } = await runAgainst(source.base, source.base);
    expect(stop?.code).toBe("guard");
    expect(stop?.happened).toContain('"identifier"');
    expect(posts(source)).toBe(0);
  });

  it("and answers a search for us with somebody else stops the run, and nothing of it is kept", async () => {
    const reads = (line: string): boolean =>
      line.includes("/Patient?") && !line.includes("_summary");
    const source = await server(() => {}, nothing);
    const target = await server((asked, answer) => {
      const somebody = {
        resourceType: "Patient",
        id: "real-4711",
        name: [{ family: "Qvortrupsen" }],
      };
      sendJson(answer, 200, { ...emptySet(asked.url), entry: [{ resource: somebody }] });
    }, reads);
    const { stop, outcome } = await runAgainst(source.base, target.base);
    expect(outcome).toBe("stopped");
    expect(stop?.code).toBe("stranger-read");
    expect(stop?.happened).toContain("1 records, 1 of them not ours");
    const stored = bytesOfFolder(folder);
    expect(stored).toContain("ZZTEST");
    for (const word of ["Qvortrupsen", "real-4711"]) expect(stored).not.toContain(word);
  });

  it("and answers a send with somebody else's record stops the run, and nothing of it is kept", async () => {
    const isPost = (line: string): boolean => line.startsWith("POST");
    const somebody = {
      resourceType: "Patient",
      id: "real-4711",
      name: [{ family: "Qvortrupsen" }],
    };
    const source = await server((_a, answer) => {
      const entry = { resource: somebody, response: { status: "200", location: "Observation/5" } };
      sendJson(answer, 200, {
        resourceType: "Bundle",
        type: "transaction-response",
        entry: [entry],
      });
    }, isPost);
    const { stop } = await runAgainst(source.base, source.base);
    expect(stop?.code).toBe("stranger-read");
    expect(posts(source)).toBe(1);
    expect(bytesOfFolder(folder)).not.toContain("Qvortrupsen");
  });
});
