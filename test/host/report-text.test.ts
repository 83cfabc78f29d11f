import { expect, test } from "vitest";

import { buildReport } from "../../core/compare/build-report.ts";
import type { ComparedCase } from "../../core/compare/build-report.ts";
import type { Report } from "../../core/compare/report.ts";
import { reportText } from "../../host/report-text.ts";

/** What a run that was stopped leaves: nobody has looked for these people to the end. */
function stoppedReport(sent: readonly ComparedCase["hops"]["sent"][]): Report {
  const report = buildReport({
    run: "r-1",
    seed: "1",
    referenceDate: "2026-01-15",
    catalogue: "2026.1",
    mess: "none",
    profile: null,
    cases: sent.map((state, index) => ({
      id: `r-1/ROUND-TRIP/p-000${index + 1}`,
      scenario: null,
      person: `p-000${index + 1}`,
      pairedBy: null,
      hops: { sent: state, stored: "not-found" },
      unread: true,
      rounds: [],
    })),
    cleanup: null,
    all: false,
  });
  // As the report of a run says it of a case that was not read to its end.
  return { ...report, cases: report.cases.map((one) => ({ ...one, verdict: "not-compared" })) };
}

test("a run that was stopped accuses nobody of losing what was not looked for", () => {
  const report = stoppedReport(["accepted", "accepted", "unknown", "not-sent"]);
  expect(report.faults).toEqual([]);
  const text = reportText(report);
  expect(text).not.toContain("not there at all");
  expect(text).toContain("p-0001  sent, not read back yet");
  expect(text).toContain("p-0003  perhaps sent, not looked up yet");
  expect(text).toContain("p-0004  not sent");
  expect(text).toContain("0 of 4 people with differences, 4 not finished.");
});
