import { describe, expect, test } from "vitest";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { caseId, runId } from "../../../db/ids.ts";
import type { RecordLink } from "../../../db/records.ts";
import { encodeRound } from "../../../host/runs/encode-round.ts";
import type { CaseWork } from "../../../host/runs/run-context.ts";
import { fullChart } from "../../core/fhir/full-chart.ts";

const first = fullChart();
const encoded = encodeFhir(first);

function linksFor(keys: readonly string[]): Map<string, RecordLink> {
  const links = encoded.entries.filter(({ key }) => keys.includes(key));
  return new Map(
    links.map(({ key, type }): [string, RecordLink] => [
      key,
      {
        run: runId("r-1"),
        case: caseId("c-1"),
        system: "source",
        resource: type,
        id: `id-${key.replace("+", ".")}`,
        version: "1",
        key,
      },
    ]),
  );
}

/** A case whose first round was sent and made everything, but for what was not linked. */
function caseOf(second: Chart, unlinked: readonly string[] = []): CaseWork {
  const keys = encoded.entries.map(({ key }) => key).filter((key) => !unlinked.includes(key));
  return {
    id: caseId("c-1"),
    position: 0,
    scenario: "ROUND-TRIP",
    person: first.person,
    personIndex: 0,
    label: first.person,
    charts: { charts: [first, second], expectations: [[], []], firstBytes: encoded.bytes },
    steps: [],
    links: linksFor(keys),
    compared: [],
    seen: new Set(),
    sent: "accepted",
    stored: null,
    pairedBy: null,
    targetVersion: null,
  };
}

const requestsOf = (bytes: Uint8Array): readonly string[] =>
  // Bytes of ours.
  (
    JSON.parse(Buffer.from(bytes).toString("utf8")) as {
      entry: { request: { method: string; url: string } }[];
    }
  ).entry.map(({ request }) => `${request.method} ${request.url}`);

const without = (chart: Chart, entry: string): Chart => ({
  ...chart,
  values: chart.values.filter((value) => value.entry.split("/")[0] !== entry),
});

describe("the second round puts whole the records that changed", () => {
  test("a value that R4 keeps in a part of an entry changes that part alone", () => {
    const round = encodeRound(caseOf(fullChart(["result.report-status", "obs-1", "final"])), 2);
    expect(round?.keys).toEqual(["obs-1+report"]);
    expect(requestsOf(round?.bytes ?? new Uint8Array())).toEqual([
      "PUT DiagnosticReport/id-obs-1.report",
    ]);
  });

  test("a value that R4 keeps with another record changes that one", () => {
    const round = encodeRound(caseOf(fullChart(["problem.rank", "dx-1", "3"])), 2);
    expect(round?.keys).toEqual(["enc-1"]);
  });

  test("a value that does not travel changes nothing", () => {
    const round = encodeRound(caseOf(fullChart(["charge.type", "chg-1", "CD"])), 2);
    expect(round?.keys).toEqual([]);
  });

  test("what was sent before still stands, apart from what changed", () => {
    const round = encodeRound(caseOf(fullChart(["order.status", "ord-1", "revoked"])), 2);
    const of = (document: number): number =>
      round?.observed.values.filter(({ at }) => at.document === document).length ?? 0;
    const changed = encoded.values.filter(({ value }) => value.entry.split("/")[0] === "ord-1");
    expect(of(0)).toBe(changed.length);
    expect(of(0) + of(1)).toBe(encoded.values.length);
  });

  test("an entry that is new is made, and one that is gone is deleted", () => {
    const more = fullChart(["referral.identifier", "ref-2", "ZZT-REF00002"]);
    const made = encodeRound(caseOf(more), 2);
    expect(made?.keys).toEqual(["ref-2"]);
    expect([...(made?.created ?? [])]).toEqual(["ref-2"]);
    expect(requestsOf(made?.bytes ?? new Uint8Array())).toEqual(["POST ServiceRequest"]);

    const gone = encodeRound(caseOf(without(first, "obs-2")), 2);
    expect(gone?.keys).toEqual(["obs-2+report", "obs-2"]);
    expect([...(gone?.created ?? [])]).toEqual([]);
    expect(requestsOf(gone?.bytes ?? new Uint8Array())).toEqual([
      "DELETE DiagnosticReport/id-obs-2.report",
      "DELETE Observation/id-obs-2",
    ]);
  });

  test("the same bytes come again from what was sent, though all has its place by then", () => {
    const more = fullChart(["referral.identifier", "ref-2", "ZZT-REF00002"]);
    const work = caseOf(more);
    const sent = encodeRound(work, 2)?.bytes ?? new Uint8Array();
    const [patient] = work.links.values();
    if (patient === undefined) throw new Error("The case has no links.");
    work.links.set("ref-2", { ...patient, resource: "ServiceRequest", id: "new", key: "ref-2" });
    expect(encodeRound(work, 2, sent)?.bytes).toEqual(sent);
  });

  test("nothing is sent where the place of a changed record is not known", () => {
    const changed = fullChart(["order.status", "ord-1", "revoked"]);
    expect(encodeRound(caseOf(changed, ["ord-1"]), 2)).toBeNull();
    expect(encodeRound(caseOf(changed, ["Patient"]), 2)).toBeNull();
    expect(encodeRound(caseOf(changed, ["ord-2"]), 2)).not.toBeNull();
  });
});
