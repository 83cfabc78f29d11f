import { AxeBuilder } from "@axe-core/playwright";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openChromium, openPage, sidewaysPx } from "./chromium.ts";
import { askProgram, practiceRun, type ProgramClient } from "./program-client.ts";
import { startProgram, type StartedProgram } from "./started-program.ts";

/** What a real run tried, field by field, and the way to what it did not. */

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
  run = await practiceRun(asking.client, [{ id: "CHARSET-QMARK" }], {
    count: 20,
    mess: "coverage",
  });
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
  await page.goto(`${new URL(program.url).origin}/#/coverage/run/${run}`);
  await page.getByRole("grid", { name: "Coverage" }).waitFor();
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await context.close();
});

const box = (name: RegExp) => page.getByRole("grid").getByRole("button", { name });

test("the boxes say what passed, what failed and what was never tried, and add up to the run", async () => {
  const words = await box(/^Last name, Names and accents: /).textContent();
  expect(words).toMatch(/\d+ passed, \d+ failed/);
  expect(await box(/: \d+ never tried\./).count()).toBeGreaterThan(0);
  expect(await box(/does not apply\./).count()).toBeGreaterThan(0);
  const { cells } = await asking.client.query("coverage.map", { run });
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  expect(failed).toBeGreaterThan(0);
  const groups = await page.locator(".hm tr.group .h b").allInnerTexts();
  expect(groups.reduce((sum, text) => sum + Number(text.slice(1)), 0)).toBe(failed);
});

test("a failed box leads to its patients, a click on one to the field in Compare", async () => {
  await box(/^Last name, Names and accents: /).click();
  await page.getByRole("heading", { name: "Last name × Names and accents" }).waitFor();
  const first = page.locator(".cv-side .fi").first();
  await first.getByText("failed").waitFor();
  await first.getByRole("link").click();
  await page.locator(".rec .r.sel", { hasText: "Last name" }).waitFor();
});

test("the map is narrowed to a kind of mess and to a part of the record", async () => {
  await page.getByLabel("Kind of mess").selectOption({ label: "Names and accents" });
  await box(/^Last name, name-accent-nfc: /).waitFor();
  await page.getByLabel("Part of the record").selectOption({ label: "Who the patient is" });
  expect(await page.locator(".hm tr.group").count()).toBe(1);
  await page.getByLabel("Kind of mess").selectOption({ label: "All kinds of mess" });
  await box(/^Date of birth, Dates that can flip: /).waitFor();
});

test("arrows go from box to box, one Tab leaves the map, E makes what was never tried", async () => {
  const gap = box(/^First name, Look-alike people: /);
  await box(/^First name, Typing slips: /).click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await gap.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.getByRole("heading", { name: "First name × Look-alike people" }).waitFor();
  const asked = (await gap.textContent()) ?? "";
  expect(asked).toContain("never tried");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".hm") === null)).toBe(true);
  await gap.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Who the patient is");
  await gap.focus();
  await page.keyboard.press("e");
  await page.getByRole("heading", { name: "Make patients" }).waitFor();
  const { choice } = await asking.client.query("people.choice", {});
  const { operators } = await asking.client.query("coverage.map", { run });
  const family = new Map(operators.map((each) => [each.id, each.family]));
  for (const id of choice.mess.split(",")) expect(family.get(id)).toBe("identity");
});

test("all runs together are counted when no run is chosen", async () => {
  const one = await asking.client.query("coverage.map", { run });
  const all = await asking.client.query("coverage.map", { run: null });
  const tried = ({ cells }: typeof one) =>
    cells.reduce((sum, cell) => sum + cell.passed + cell.failed + cell.undecided, 0);
  expect(all.runs).toHaveLength(2);
  expect(tried(all)).toBeGreaterThan(tried(one));
  await page.getByLabel("Run").selectOption({ label: "All runs of this campaign" });
  await expect.poll(() => page.url()).toMatch(/#\/coverage$/);
});

test.each(["light", "dark"] as const)("is clean for axe in %s", async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
  ).toEqual([]);
});

test("fits 320 CSS pixels, the map scrolls inside its frame", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sidewaysPx(page)).toBe(0);
  const over = await page
    .locator(".hm-frame")
    .evaluate((frame) => frame.scrollWidth > frame.clientWidth);
  expect(over).toBe(true);
});

test("each state of a box can be told apart without colour", async () => {
  const looks = await page.evaluate(() =>
    ["bad", "gap", "na"].map((state) => {
      const sample = document.querySelector(`.hm .h.${state}`);
      if (sample === null) return `no ${state}`;
      const { borderTopStyle, borderTopWidth } = getComputedStyle(sample);
      sample.querySelector(".vh")?.remove();
      return `${sample.textContent?.replaceAll(/\d+/g, "n")} ${borderTopStyle} ${borderTopWidth}`;
    }),
  );
  expect(new Set(looks).size).toBe(3);
  expect(looks[0]).toMatch(/✕n solid 2px/);
  expect(looks[1]).toMatch(/n dashed 1px$/);
});
