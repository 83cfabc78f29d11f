import { describe, expect, it } from "vitest";

import { guardHosts, productionSign } from "../../../host/runs/guard-hosts.ts";
import { countMarkers } from "../../../host/runs/wire-facts.ts";

describe("the list of hosts", () => {
  const guard = guardHosts(["127.0.0.1:*", "emr.test.example:8443"]);

  it.each([
    ["http://127.0.0.1:8081/fhir", true],
    ["http://127.0.0.2:8081/fhir", false],
    ["https://emr.test.example:8443/fhir", true],
    ["https://EMR.test.example:8443/fhir", true],
    ["https://emr.test.example/fhir", false],
    ["https://emr.test.example.evil.example:8443/fhir", false],
    ["https://127.0.0.1.evil.example/fhir", false],
  ])("%s is allowed: %s", (url, allowed) => {
    expect(guard.mayAsk(new URL(url))).toBe(allowed);
  });

  it("does not follow a name that now leads elsewhere", () => {
    const known = new Map([["emr.test.example", new Set(["192.0.2.7"])]]);
    const { mayConnect } = guardHosts([], known);
    expect(mayConnect("emr.test.example", "192.0.2.7")).toBe(true);
    expect(mayConnect("emr.test.example", "198.51.100.9")).toBe(false);
    expect(mayConnect("localhost", "198.51.100.9")).toBe(false);
  });
});

describe("a production sign", () => {
  it.each([
    ["emr-prod.clinic.example", "prod"],
    ["Clinic EMR (PRODUCTION)", "PRODUCTION"],
    ["/prod/fhir", "prod"],
  ])("is seen in %s", (text, sign) => {
    expect(productionSign([text])).toBe(sign);
  });

  it.each(["a product of ours", "Not for production use", "reproduction", "test system"])(
    "is not seen in %s",
    (text) => {
      expect(productionSign([text])).toBeNull();
    },
  );
});

describe("marks of test data", () => {
  const bytes = (text: string) => Buffer.from(text, "utf8");

  it("are counted in the bytes that leave", () => {
    expect(countMarkers(bytes('{"code":"HTEST","prefix":["ZZTEST"]}'), "ZZTEST")).toBe(2);
    expect(countMarkers(bytes('{"prefix":["ZZTEST"]}'), "ZZTEST")).toBe(1);
    expect(countMarkers(bytes("{}"), "ZZTEST")).toBe(0);
  });
});
