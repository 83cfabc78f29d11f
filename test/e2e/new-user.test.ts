import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChromium, openPage } from "./chromium.ts";
import { startProgram, type StartedProgram } from "./started-program.ts";

const firstDifferenceMs = 60_000;
const note = "Searched the name in the EMR, not found.";
const reason = "Agreed with the vendor, F-12.";

let browser: Browser;
let folder: string;
let program: StartedProgram;
let page: Page;
let complaints: readonly string[];

async function openProgram(): Promise<void> {
  program = await startProgram(folder);
  ({ page, complaints } = await openPage(
    await browser.newContext({ viewport: { width: 1440, height: 900 } }),
  ));
  page.setDefaultTimeout(60_000);
  await page.goto(program.url);
}

beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), "crosschart-e2e-"));
  await openProgram();
});
afterAll(async () => {
  await browser.close();
  await program.end();
  await rm(folder, { recursive: true, force: true });
});

async function caseNumber(): Promise<string> {
  return (await page.locator(".case-head .code").first().innerText()).trim();
}

async function nextCase(after: string): Promise<string> {
  await page.waitForFunction(
    (before) => document.querySelector(".case-head .code")?.textContent !== before,
    after,
  );
  await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
  return caseNumber();
}

/** What the screen says about a case: its verdict, note and reason. */
async function verdictShown(number: string) {
  await page.locator("[role=option]", { hasText: number }).click();
  await page.locator(".case-head .code", { hasText: number }).waitFor();
  await page.locator("[role=radio][aria-checked=true]").waitFor();
  return {
    verdict: await page.locator("[role=radio][aria-checked=true]").getAttribute("data-verdict"),
    note: await page.locator("#note").inputValue(),
    rows: await page.locator(".rec .r:not(.rh):not(.eqr)").allInnerTexts(),
  };
}

describe("the whole way of a new user", () => {
  const cases: string[] = [];
  let rows: readonly string[] = [];

  test("one button leads to the first difference within a minute", async () => {
    await page.getByRole("button", { name: "Try it with the practice EMR" }).click();
    const look = page.getByRole("button", { name: "Look at it" });
    await look.waitFor({ timeout: firstDifferenceMs });
    expect(await page.locator(".hit").innerText()).toContain("came back as");
    expect(await page.getByTestId("guard").innerText()).toContain("PRACTICE EMR");
    await page.locator(".ticks .v.pass").nth(4).waitFor();
    expect(await page.locator(".ticks li").allInnerTexts()).toHaveLength(5);
  });

  test("Enter opens the record, with the changed characters marked and the fault named", async () => {
    await page.getByRole("button", { name: "Look at it" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
    const row = page.locator(".rec [role=row][aria-selected=true]");
    expect(await row.locator(".del, .gone, .ins, .add").count()).toBeGreaterThan(0);
    expect(await page.locator(".ix h2").innerText()).not.toBe("");
    expect(await page.locator(".ix .chars code").first().innerText()).toMatch(/^U\+/);
    expect(await page.locator(".coach").count()).toBe(3);
  });

  test("the message that came back is shown with the value marked", async () => {
    await page.locator(".js-pane").last().locator(".raw-mark").waitFor();
  });

  test("Fail with a note, Can't tell, and Pass with a reason, by keyboard alone", async () => {
    cases.push(await caseNumber());
    rows = await page.locator(".rec .r:not(.rh):not(.eqr)").allInnerTexts();
    await page.keyboard.press("f");
    await page.locator("#note:focus").waitFor();
    await page.keyboard.type(note);
    await page.keyboard.press("Enter");
    cases.push(await nextCase(cases[0] ?? ""));

    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    cases.push(await nextCase(cases[1] ?? ""));

    await page.keyboard.press("p");
    if ((await page.locator("#reason").count()) > 0) {
      await page.locator("#reason:focus").waitFor();
      await page.keyboard.type(reason);
    }
    await page.keyboard.press("Enter");
    await nextCase(cases[2] ?? "");
    expect(new Set(cases).size).toBe(3);
  });

  test("home says not yet, and counts what was judged", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+1");
    await page.getByText("Not yet. Do not go live.").waitFor();
    await page.getByText("1 pass · 1 fail · 1 can’t tell · 3 waiting").waitFor();
  });

  test("after a restart the verdicts, the note and the case are as they were", async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
    expect(await program.end()).toBe(0);
    await openProgram();
    await page.getByText("1 pass · 1 fail · 1 can’t tell · 3 waiting").waitFor();
    await page
      .getByRole("link", { name: /^Compare/ })
      .first()
      .click();
    const [failed = "", unsure = "", passed = ""] = cases;
    expect(await verdictShown(failed)).toEqual({ verdict: "fail", note, rows });
    expect(await verdictShown(unsure)).toMatchObject({ verdict: "cant-tell", note: "" });
    expect(await verdictShown(passed)).toMatchObject({ verdict: "pass" });
    await page.locator("[role=option]").first().click();
    await nextCase(passed);
    expect(complaints).toEqual([]);
  });

  test("when all are judged, the ones marked Can't tell are offered", async () => {
    for (let left = 3; left > 0; left--) {
      const before = await caseNumber();
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      await page.keyboard.press("Enter");
      if (left > 1) await nextCase(before);
    }
    await page.getByText("You are done with your patients.").first().waitFor();
    // what is typed next must not land in the note that was just saved
    await page.locator("button:focus", { hasText: /^Look at the/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[role=radio][data-verdict=cant-tell][aria-checked=true]").waitFor();
  });

  test("practice is removed in one step, and the first window is back", async () => {
    await page.getByRole("link", { name: "Home" }).click();
    await page.getByRole("button", { name: "Remove practice…" }).click();
    await page.getByRole("button", { name: "Remove practice", exact: true }).click();
    await page.getByText("Does your clinic’s data survive the trip?").waitFor();
  });
});
