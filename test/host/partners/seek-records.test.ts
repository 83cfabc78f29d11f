import { afterEach, expect, it } from "vitest";

import { connectFhirRest } from "../../../host/partners/fhir-rest/fhir-rest.ts";
import { sendJson, startScripted } from "./scripted-server.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Server {
  /** The chart that the record with our number stands on. */
  readonly on: string;
  /** People whom id, name and birth date lead to. */
  readonly same: number;
  /** It uses every parameter of a search. */
  readonly strict: boolean;
}

const record = (chart: string, value: string) => ({
  resource: {
    resourceType: "AllergyIntolerance",
    identifier: [{ value }],
    patient: { reference: `Patient/${chart}` },
  },
});

async function seek({ on, same, strict }: Server) {
  const server = await startScripted(({ url }, answer) => {
    const people = url.includes("/Patient?");
    const count = url.includes("_summary=count");
    const found = (number: number): number => (url.includes("NOBODY") ? 0 : number);
    const entry = [record(on, "ZZT-1"), ...(strict ? [] : [record("99", "THEIRS")])];
    sendJson(answer, 200, {
      resourceType: "Bundle",
      total: people ? found(same) : strict ? found(1) : 4000,
      entry: count ? [] : entry,
    });
  });
  opened.push(server.close);
  const partner = connectFhirRest({
    base: server.base,
    timeoutMs: 10_000,
    maxBytes: 1_000_000,
    authorization: () => Promise.resolve(null),
    mayAsk: () => true,
    mayConnect: () => true,
    ca: null,
  });
  opened.push(() => partner.close());
  const records = [{ type: "AllergyIntolerance", identifiers: ["ZZT-1", "ZZT-2"] }];
  const wanted = { chart: "7", family: "Okafor", birthDate: "1980-03-04", records };
  const { charts, exchanges } = await partner.seek(wanted, new AbortController().signal);
  return { charts: [...charts], exchanges, asked: server.asked.map(({ url }) => url) };
}

it("finds a record on another chart that name and birth date lead to as well", async () => {
  const { charts, asked } = await seek({ on: "8", same: 1, strict: true });
  expect(charts).toEqual([["ZZT-1", "Patient/8"]]);
  expect(asked.find((url) => url.includes("_id=8"))).toContain("birthdate=1980-03-04");
});

it("says nothing of a record on somebody else's chart, and does not read that chart", async () => {
  const { charts, asked } = await seek({ on: "8", same: 0, strict: true });
  expect(charts).toEqual([]);
  expect(asked.some((url) => /Patient\/8/u.test(url))).toBe(false);
});

it("says nothing of a record on the chart that was read", async () => {
  expect((await seek({ on: "7", same: 1, strict: true })).charts).toEqual([]);
});

it("reads no record of a server that does not use the number", async () => {
  const { charts, exchanges } = await seek({ on: "8", same: 1, strict: false });
  expect([charts, exchanges]).toEqual([[], []]);
});
