import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApplication, type Application } from "../../host/open-application.ts";
import { Page } from "./asking-page.ts";
import { peopleChoiceOf } from "./calls/people-choice-example.ts";

const folder = mkdtempSync(join(tmpdir(), "crosschart-app-"));
const open = () =>
  openApplication({
    folder,
    door: "browser",
    version: "0.1.0",
    now: () => new Date(),
    env: {},
    workspace: null,
  });

describe("the application, asked as a page asks it", () => {
  let application: Application;
  let page: Page;
  let run = "";

  beforeAll(async () => {
    application = await open();
    page = new Page(application);
    run = (await page.ask("practice.try", {})).run;
    await page.ask("run.watch", { run });
  }, 60_000);
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true });
  });

  it("sends six people and finds the two faults that are switched on, and no other", async () => {
    const home = await page.ask("workspace.home", {});
    expect(home.campaign).toBe("practice");
    expect(home.runs[0]?.counts).toMatchObject({ total: 6, acknowledged: 6, compared: 6 });
    expect(home.faults.map((fault) => fault.id).toSorted()).toEqual([
      "CHARSET-QMARK",
      "DECIMAL-LOSS",
    ]);
    expect(home.gate.outcome).toBe("not-yet");
    expect(home.queue.waiting).toBe(6);
  });

  it("shows a dose that lost its point with its place in the bytes on both sides", async () => {
    const { firstDifference } = await page.ask("run.detail", {
      run,
      show: "all",
      offset: 0,
      limit: 10,
    });
    const detail = await page.ask("case.detail", { case: firstDifference?.case ?? "" });
    const row = detail.sections
      .flatMap((section) => section.rows)
      .find((each) => each.field === "medication.dose-value" && each.verdict === "delta");
    expect(row?.faults[0]?.id).toBe("DECIMAL-LOSS");
    expect(row?.changedAt).toBe("target");
    expect(row?.hops.map(({ hop, state }) => `${hop} ${state}`)).toEqual([
      "generated start",
      "sent same",
      "source same",
      "target changed",
    ]);
    for (const hop of ["sent", "target"] as const) {
      const cell = row?.hops.find((each) => each.hop === hop);
      const place = cell?.at;
      if (!place || cell.value.kind !== "text") throw new Error(`${hop} has no place`);
      const message = await page.ask("case.message", {
        exchange: place.exchange,
        side: hop === "sent" ? "request" : "response",
        marks: [{ start: place.start, end: place.end }],
      });
      const mark = message.marks[0];
      expect(message.text.slice(mark?.start, mark?.end)).toBe(cell.value.text);
    }
  });

  it("asks for a reason before a case with differences passes", async () => {
    const { cases } = await list(page, run);
    const first = cases[0]?.id ?? "";
    await expect(
      page.ask("assessment.save", {
        case: first,
        verdict: "pass",
        note: "",
        reason: " ",
        role: "nurse",
      }),
    ).rejects.toThrow("still has differences");
  });

  it("keeps assessment, note and case over a restart of the program", async () => {
    const { cases } = await list(page, run);
    const [first, second] = cases;
    const given = { note: "Looked at the dose.", reason: "", role: "front-desk" as const };
    const saved = await page.ask("assessment.save", {
      case: first?.id ?? "",
      verdict: "fail",
      ...given,
    });
    expect(saved.next).not.toBe(first?.id);
    await page.ask("assessment.save", { case: second?.id ?? "", verdict: "cant-tell", ...given });
    await page.ask("assessment.withdraw", { case: second?.id ?? "" });

    await application.close();
    application = await open();
    page = new Page(application);

    const detail = await page.ask("case.detail", { case: first?.id ?? "" });
    expect(detail.assessment).toMatchObject({ verdict: "fail", note: "Looked at the dose." });
    const again = await list(page, run);
    expect(again.waiting).toBe(5);
    const { assessments } = await page.ask("assessment.history", { case: second?.id ?? "" });
    expect(assessments.map((each) => each.verdict)).toEqual(["cant-tell", "withdrawn"]);
    expect(assessments[0]?.supersededBy).toBe(assessments[1]?.id);
    const { chain } = await page.ask("app.about", {});
    expect(chain).toMatchObject({ ok: true });
    expect(chain.entries).toBeGreaterThan(8);
  });

  it("cleans up what it made after a restart, at the same addresses, and proves it", async () => {
    const before = (await page.ask("workspace.home", {})).runs[0]?.leftovers ?? 0;
    expect(before).toBeGreaterThan(0);
    const done = await page.ask("run.cleanUp", { run });
    expect(done.left).toEqual([]);
    expect(done.removed).toBe(done.created);
    expect((await page.ask("workspace.home", {})).runs[0]?.leftovers).toBe(0);
  });

  it("counts a run anew that was stopped and taken up again", async () => {
    const { connections } = await page.ask("connection.list", {});
    const connection = connections[0]?.id ?? "";
    const choice = peopleChoiceOf({ seed: "stopped", count: 2, mess: "none" });
    const started = await page.ask("run.start", { ...choice, fresh: true, connection });
    await page.ask("run.stop", started);
    const lineOf = async () =>
      (await page.ask("run.list", {})).runs.find((each) => each.id === started.run);
    expect(await lineOf()).toMatchObject({ state: "stopped", counts: { compared: 0 } });
    await page.ask("run.resume", started);
    await page.ask("run.watch", started);
    expect(await lineOf()).toMatchObject({ state: "done", counts: { total: 2, compared: 2 } });
  });

  it("calls no fault missed that was switched on after the last run", async () => {
    const before = await page.ask("practice.status", {});
    expect(before.faults.find((each) => each.id === "DECIMAL-LOSS")?.found).not.toBeNull();
    await page.ask("practice.setFaults", { faults: [{ id: "DATE-SWAP" }] });
    const { faults } = await page.ask("practice.status", {});
    expect(faults.find((each) => each.id === "DATE-SWAP")).toMatchObject({ on: true, found: null });
  });

  it("calls nothing the same of a patient who never arrived", async () => {
    await page.ask("practice.setFaults", { faults: [{ id: "ACK-LIE" }] });
    const { connections } = await page.ask("connection.list", {});
    const connection = connections[0]?.id ?? "";
    const choice = peopleChoiceOf({ seed: "never arrives", count: 1, mess: "none" });
    const started = await page.ask("run.start", { ...choice, fresh: true, connection });
    await page.ask("run.watch", started);
    const { cases } = await list(page, started.run);
    expect(cases[0]).toMatchObject({ stored: "not-found", differences: 1, harm: 4 });
    expect(cases[0]?.chips.map(({ code }) => code)).toEqual(["NOT-FOUND"]);
    const { sections } = await page.ask("case.detail", { case: cases[0]?.id ?? "" });
    const rows = sections.flatMap((section) => section.rows);
    expect(new Set(rows.map((row) => row.verdict))).toEqual(new Set(["not-compared"]));
    expect(new Set(rows.map((row) => row.target.kind))).toEqual(new Set(["absent"]));
  });

  it("removes the practice campaign whole, and opens an empty workspace", async () => {
    await page.ask("practice.remove", {});
    const home = await page.ask("workspace.home", {});
    expect(home).toMatchObject({ campaign: "none", runs: [] });
    expect(page.changed).toContain("workspace");
  });
});

const list = (page: Page, run: string) =>
  page.ask("case.list", { run, filter: "", sort: "number", offset: 0, limit: 100 });
