import { AxeBuilder } from "@axe-core/playwright";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openChromium, openPage, sidewaysPx } from "./chromium.ts";
import { askProgram, practiceRun, type ProgramClient } from "./program-client.ts";
import { startProgram, type StartedProgram } from "./started-program.ts";

/** A real run against the practice: what is found there, cause by cause. */

let browser: Browser;
let folder: string;
let program: StartedProgram;
let asking: ProgramClient;
let run: string;
let context: BrowserContext;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), "crosschart-e2e-"));
  program = await startProgram(folder);
  asking = await askProgram(program.url);
  run = await practiceRun(
    asking.client,
    [{ id: "CHARSET-QMARK" }, { id: "TRUNCATE", params: { limit: 30 } }, { id: "ROUND" }],
    { count: 24, mess: "coverage" },
  );
});
afterAll(async () => {
  asking.close();
  await browser.close();
  await program.end();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  ({ page, complaints } = await openPage(context));
  await page.goto(program.url);
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await context.close();
});

async function open(hash: string, says: string): Promise<void> {
  await page.goto(`${new URL(program.url).origin}/${hash}`);
  await page.getByText(says).first().waitFor();
}

async function seriousFindings(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

test("the run's findings are listed by harm, each switched-on fault by its name", async () => {
  await page.getByRole("link", { name: "Findings" }).click();
  await page.getByRole("link", { name: "Accents became question marks" }).waitFor();
  await page
    .getByRole("link", { name: /^Cut short/ })
    .first()
    .waitFor();
  await page
    .getByRole("link", { name: /rounded/i })
    .first()
    .waitFor();
  const harms = await page.locator(".harm-row").allInnerTexts();
  expect(harms[0]).toContain("Could harm a patient");
});

test("a fault chip in Compare leads to its finding, and a value of it back to the patient", async () => {
  await open(`#/compare/run/${run}`, "Who the patient is");
  const chip = page.locator(".rec .r .f a.chip", { hasText: "Accents became ?" }).first();
  await chip.click();
  await page.getByRole("heading", { name: "Accents became question marks" }).waitFor();
  const value = page
    .getByRole("region", { name: "Values that show it" })
    .locator("tbody tr")
    .first();
  expect(await value.locator(".del").count()).toBeGreaterThan(0);
  const number = await value.getByRole("link").innerText();
  await value.getByRole("link").click();
  await page.locator(".case-head .code", { hasText: number }).waitFor();
  await page.locator(".rec .r.sel a.chip").waitFor();
});

test("G opens the finding of the chosen field, Esc leads to all of them", async () => {
  await open(`#/compare/run/${run}`, "Who the patient is");
  await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
  await page.keyboard.press("g");
  await page.getByRole("heading", { name: "Exactly what happens" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
});

test("Ctrl K finds a finding by its name", async () => {
  await page.getByRole("link", { name: "Findings" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.locator("input[role=combobox]:focus").waitFor();
  await page.keyboard.type("question marks");
  await page.getByRole("option", { name: /^Accents became question marks/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Exactly what happens" }).waitFor();
});

test("what speaks against it, what to do, which rules act and where to look next are said", async () => {
  await open(`#/finding/CHARSET-QMARK/run/${run}`, "What speaks against it");
  await page.getByText(/All 24 compared patients were looked through/).waitFor();
  await page.getByText("Likely cause").waitFor();
  await page.getByText("Whom to call").waitFor();
  await page.getByText("No rule allows this difference.").waitFor();
  await page.getByText(/One wrong assumption rarely stays in one field/).waitFor();
  await page.getByText("Letters that are kept").waitFor();
});

test("patients are made with the mess that would show it", async () => {
  await open(`#/finding/CHARSET-QMARK/run/${run}`, "Look around it");
  await page.getByRole("button", { name: /^Make patients with these/ }).click();
  await page.getByRole("heading", { name: "Make patients" }).waitFor();
  const { choice } = await asking.client.query("people.choice", {});
  expect(choice.mess).toContain("name-accent");
});

test("Confirm sends the plan that is shown, and the page says what it settled", async () => {
  await open(`#/finding/CHARSET-QMARK/run/${run}`, "How sure are we?");
  await page.locator(".plan li").first().waitFor();
  const planned = await page.locator(".plan li").count();
  expect(planned).toBeGreaterThan(1);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.getByText("Confirmed by an extra test").waitFor({ timeout: 120_000 });
  const shots = page.getByRole("region", { name: "Extra tests" }).locator("tbody tr");
  expect(await shots.count()).toBeGreaterThanOrEqual(planned);
  await page.getByText("came back changed").first().waitFor();
  // the patients of the extra test are no run of the tester's: Compare goes on with the run itself
  const { runs } = await asking.client.query("run.list", {});
  expect(runs[0]?.id).toBe(run);
});

test("a finding that is not there is said, with the way to the list", async () => {
  await page.goto(`${new URL(program.url).origin}/#/finding/NOTHING/run/${run}`);
  await page.getByText('has no finding "NOTHING"').waitFor();
});

test.each(["light", "dark"] as const)("both pages are clean for axe in %s", async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await open(`#/findings/run/${run}`, "Accents became question marks");
  expect(await seriousFindings()).toEqual([]);
  await open(`#/finding/CHARSET-QMARK/run/${run}`, "How sure are we?");
  await page.locator(".plan").waitFor();
  expect(await seriousFindings()).toEqual([]);
});

test("both pages fit 320 CSS pixels", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(`#/findings/run/${run}`, "Accents became question marks");
  expect(await sidewaysPx(page)).toBe(0);
  await open(`#/finding/CHARSET-QMARK/run/${run}`, "How sure are we?");
  expect(await sidewaysPx(page)).toBe(0);
});
