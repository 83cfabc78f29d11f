import { afterEach, describe, expect, it } from "vitest";

import { connectFhirRest } from "../../../host/partners/fhir-rest/fhir-rest.ts";
import { closedPort, sendJson, startScripted } from "./scripted-server.ts";
import type { Script } from "./scripted-server.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function connect(base: string, more: { timeoutMs?: number; maxBytes?: number } = {}) {
  const partner = connectFhirRest({
    base,
    timeoutMs: more.timeoutMs ?? 10_000,
    maxBytes: more.maxBytes ?? 1_000_000,
    authorization: () => Promise.resolve("Bearer not-to-be-kept"),
    mayAsk: (url) => url.hostname === "127.0.0.1",
    mayConnect: () => true,
    ca: null,
  });
  opened.push(() => partner.close());
  return partner;
}

async function against(script: Script, more: Parameters<typeof connect>[1] = {}) {
  const server = await startScripted(script);
  opened.push(server.close);
  return { server, partner: connect(server.base, more) };
}

const never = new AbortController().signal;
const bytes = Buffer.from('{"resourceType":"Bundle","type":"transaction"}');
const outcome = (text: string) => ({
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code: "invalid", details: { text } }],
});

describe("what a partner answers to a send", () => {
  it("is accepted with the places of the records", async () => {
    const { partner, server } = await against((_asked, answer) =>
      sendJson(answer, 200, {
        resourceType: "Bundle",
        type: "transaction-response",
        entry: [
          { response: { status: "201 Created", location: "Patient/7/_history/2" } },
          { response: { status: "201", location: "http://x/fhir/Condition/c.1", etag: 'W/"5"' } },
        ],
      }),
    );
    const { receipt, exchange } = await partner.send(bytes, never);
    expect(receipt.state).toBe("accepted");
    expect(receipt.links).toEqual([
      { type: "Patient", id: "7", version: "2" },
      { type: "Condition", id: "c.1", version: "5" },
    ]);
    expect(server.asked[0]).toMatchObject({ method: "POST", url: "/fhir" });
    expect(JSON.stringify(exchange.requestHeaders)).not.toContain("not-to-be-kept");
  });

  it("is refused in its own words", async () => {
    const { partner } = await against((_asked, answer) =>
      sendJson(answer, 422, outcome("birth date lies in the future")),
    );
    const { receipt } = await partner.send(bytes, never);
    expect(receipt).toMatchObject({ state: "refused", status: 422, credentials: false });
    expect(receipt.outcome).toEqual(["error: birth date lies in the future"]);
  });

  it("is unknown where the answer begins and never ends", async () => {
    const { partner } = await against(
      (_asked, answer) => {
        answer.writeHead(200, { "content-type": "application/fhir+json" });
        const drip = setInterval(() => answer.write(" "), 20);
        answer.on("close", () => clearInterval(drip));
      },
      { timeoutMs: 300 },
    );
    const { receipt } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unknown");
    expect(receipt.says).toContain("did not end within 0.3 seconds");
  });

  it.each([401, 403])("is a refusal of credentials with status %i", async (status) => {
    const { partner } = await against((_asked, answer) => void answer.writeHead(status).end());
    expect((await partner.send(bytes, never)).receipt.credentials).toBe(true);
  });

  it.each([500, 502, 503, 408])(
    "is unknown with status %i, because it may be stored",
    async (s) => {
      const { partner } = await against((_asked, answer) => sendJson(answer, s, outcome("oops")));
      const { receipt } = await partner.send(bytes, never);
      expect(receipt.state).toBe("unknown");
      expect(receipt.says).toContain("not known");
    },
  );

  it("is unknown where a web page comes with status 200", async () => {
    const { partner } = await against((_asked, answer) => {
      answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><h1>Log in</h1>");
    });
    const { receipt } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unknown");
    expect(receipt.says).toContain("a web page");
  });

  it("is unknown where the JSON is cut off", async () => {
    const { partner } = await against((_asked, answer) => {
      answer
        .writeHead(200, { "content-type": "application/fhir+json" })
        .end('{"resourceType":"Bun');
    });
    expect((await partner.send(bytes, never)).receipt.state).toBe("unknown");
  });

  it("is accepted without places where it is 204", async () => {
    const { partner } = await against((_asked, answer) => void answer.writeHead(204).end());
    expect((await partner.send(bytes, never)).receipt).toMatchObject({
      state: "accepted",
      links: [],
    });
  });

  it("is unknown where the connection is cut after the bytes left", async () => {
    const { partner } = await against((_asked, _answer, request) => void request.socket.destroy());
    const { receipt, exchange } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unknown");
    expect(exchange.trouble?.kind).toBe("lost");
  });

  it("is unknown where no answer ever comes", async () => {
    const { partner } = await against(() => {}, { timeoutMs: 150 });
    const { receipt, exchange } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unknown");
    expect(exchange.trouble?.kind).toBe("timed-out");
  });

  it("is unreachable, with nothing sent, where nothing listens", async () => {
    const partner = connect(`http://127.0.0.1:${await closedPort()}/fhir`);
    const { receipt } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unreachable");
    expect(receipt.says).toContain("Nothing was sent");
  });

  it("is not asked for at a host that is not listed", async () => {
    const { receipt } = await connect("http://localhost:1/fhir").send(bytes, never);
    expect(receipt.state).toBe("unreachable");
    expect(receipt.says).toContain("not among the hosts");
  });

  it("is refused where it sends on to another address, which is not followed", async () => {
    const { partner, server } = await against(
      (_asked, answer) =>
        void answer.writeHead(307, { location: "http://elsewhere.example/" }).end(),
    );
    const { receipt } = await partner.send(bytes, never);
    expect(receipt).toMatchObject({ state: "refused", status: 307 });
    expect(server.asked).toHaveLength(1);
  });

  it("is unknown, and reading stops, where the answer never ends", async () => {
    const { partner } = await against(
      (_asked, answer) => {
        const more = (): void => {
          if (!answer.destroyed) answer.write("x".repeat(50_000), more);
        };
        answer.on("error", () => {});
        more();
      },
      { maxBytes: 200_000 },
    );
    const { receipt, exchange } = await partner.send(bytes, never);
    expect(receipt.state).toBe("unknown");
    expect(exchange.trouble?.kind).toBe("too-large");
  });
});

const empty = (self: string) => ({
  resourceType: "Bundle",
  type: "searchset",
  total: 0,
  link: [{ relation: "self", url: self }],
});
const identifier = { kind: "identifier", system: "urn:clinic:mrn", value: "77,1" } as const;

describe("counting strangers", () => {
  it("escapes the value and counts only", async () => {
    const { partner, server } = await against((asked, answer) =>
      sendJson(answer, 200, empty(asked.url)),
    );
    expect(await partner.count(identifier, never)).toEqual({
      kind: "counted",
      count: 0,
      marked: 0,
    });
    const query = new URL(server.asked[0]?.url ?? "", server.base).searchParams;
    expect(query.get("identifier")).toBe("urn:clinic:mrn|77\\,1");
    expect(query.get("_summary")).toBe("count");
  });

  it("says when the self link shows that the parameter was ignored", async () => {
    const { partner } = await against((_asked, answer) =>
      sendJson(answer, 200, { ...empty("/fhir/Patient"), total: 812 }),
    );
    expect(await partner.count(identifier, never)).toEqual({
      kind: "ignored",
      parameter: "identifier",
    });
  });

  it("finds an ignored parameter without a self link by asking for nobody", async () => {
    const { partner } = await against((_asked, answer) =>
      sendJson(answer, 200, { resourceType: "Bundle", type: "searchset", total: 812 }),
    );
    expect(await partner.count(identifier, never)).toMatchObject({ kind: "ignored" });
  });

  it("tells marked records from strangers", async () => {
    const { partner } = await against((asked, answer) => {
      const total = asked.url.includes("_tag") ? 1 : 2;
      sendJson(answer, 200, { ...empty(asked.url), total });
    });
    expect(await partner.count(identifier, never)).toEqual({
      kind: "counted",
      count: 2,
      marked: 1,
    });
  });
});

describe("finding and reading back", () => {
  const wanted = {
    receiptId: "p1",
    identifiers: [{ system: "urn:clinic:mrn", value: "7700001" }],
    family: "Ortizbakudalem",
    given: "Ana",
    birthDate: "1980-03-04",
    sentinel: "bakudalem",
  };
  const person = { resourceType: "Patient", id: "9", meta: { versionId: "3" } };
  const set = (entries: unknown[], next?: string) => ({
    resourceType: "Bundle",
    type: "searchset",
    link: next === undefined ? [] : [{ relation: "next", url: next }],
    entry: entries.map((resource) => ({ resource })),
  });

  it("tries the ways in order and says which found it", async () => {
    const { partner } = await against((asked, answer) => {
      if (asked.url.includes("/Patient/p1")) sendJson(answer, 404, outcome("unknown"));
      else sendJson(answer, 200, asked.url.includes("birthdate") ? set([person]) : set([]));
    });
    const ways = ["receipt", { identifier: "urn:clinic:mrn" }, "demographics"] as const;
    const found = await partner.find(wanted, ways, never);
    expect(found.by).toBe("demographics");
    expect(found.ids).toEqual([{ type: "Patient", id: "9", version: "3" }]);
    expect(found.exchanges).toHaveLength(3);
  });

  it("follows pages as they are given and stops where they go in a circle", async () => {
    const { partner, server } = await against((asked, answer) => {
      if (!asked.url.includes("Observation")) return sendJson(answer, 200, set([]));
      const page = new URL(asked.url, "http://x").searchParams.get("page") ?? "1";
      const next = { "1": "2", "2": "3", "3": "2" }[page] ?? "1";
      return sendJson(answer, 200, set([], `/fhir/Observation?page=${next}`));
    });
    const read = await partner.read("9", never);
    expect(read.trouble?.says).toContain("do not end");
    expect(server.asked.filter((one) => one.url.includes("Observation"))).toHaveLength(3);
  });

  it("does not follow a page to a host that is not listed", async () => {
    const { partner } = await against((_asked, answer) =>
      sendJson(answer, 200, set([], "http://elsewhere.example/fhir/Observation?page=2")),
    );
    expect((await partner.read("9", never)).trouble?.kind).toBe("not-allowed");
  });

  it("reports a record type that the partner does not give, and reads the others", async () => {
    const { partner } = await against((asked, answer) => {
      if (asked.url.includes("Coverage")) sendJson(answer, 404, outcome("no such resource"));
      else sendJson(answer, 200, set([]));
    });
    const read = await partner.read("9", never);
    expect(read.unreadable).toEqual(["Coverage"]);
    expect(read.trouble).toBeNull();
  });
});

describe("removing", () => {
  const record = { type: "MedicationRequest", id: "m1", version: null };

  it("is proved by reading it again", async () => {
    const { partner } = await against(
      (asked, answer) => void answer.writeHead(asked.method === "DELETE" ? 204 : 410).end(),
    );
    expect((await partner.remove(record, never)).state).toBe("gone");
  });

  it("is not believed where the record can still be read", async () => {
    const { partner } = await against((asked, answer) => {
      if (asked.method === "GET")
        sendJson(answer, 200, { resourceType: "MedicationRequest", id: "m1" });
      else answer.writeHead(asked.method === "DELETE" ? 204 : 405).end();
    });
    expect((await partner.remove(record, never)).state).toBe("left");
  });

  it("marks a record that may not be deleted as entered in error, and keeps its numbers", async () => {
    let stored = '{"resourceType":"MedicationRequest","id":"m1","status":"active","dose":2.50}';
    const { partner } = await against((asked, answer) => {
      if (asked.method === "DELETE") return void answer.writeHead(405).end();
      if (asked.method === "PUT") stored = asked.body;
      answer.writeHead(200, { "content-type": "application/fhir+json" }).end(stored);
    });
    expect((await partner.remove(record, never)).state).toBe("inactive");
    expect(stored).toContain('"dose":2.50');
  });
});
