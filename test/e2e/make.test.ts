import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChromium, openPage, sidewaysPx } from "./chromium.ts";
import { startProgram, type StartedProgram } from "./started-program.ts";

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
  page.setDefaultTimeout(30_000);
  await page.goto(program.url);
  await page.goto(new URL("#/make", page.url()).href);
  await page.locator(".pv-row .mess-btn").first().waitFor();
}

beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), "crosschart-make-"));
  await openProgram();
});
afterAll(async () => {
  await browser.close();
  await program.end();
  await rm(folder, { recursive: true, force: true });
});

const trick = (says: string) => page.getByRole("checkbox", { name: new RegExp(says) });
const view = (name: string) =>
  page.getByRole("group", { name: "How to show the patient" }).getByRole("button", { name });

async function seriousFindings(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

describe("a tester makes patients", () => {
  test("from every kind of mess, and sees how many patients cover it all", async () => {
    await page.getByText(/\d+ of \d+ covered: kinds of mess in a field/).waitFor();
    const button = page.getByRole("button", { name: /more would cover everything/ });
    await button.click();
    await button.waitFor({ state: "detached" });
    const count = Number(await page.getByLabel("How many").inputValue());
    expect(count).toBeGreaterThan(20);
    await page.getByText(`Preview: ${count} patients`).waitFor();
  });

  test("searches for a trick, and chooses that one alone, by keyboard", async () => {
    await page.getByRole("group", { name: "How to choose" }).getByText("My own").click();
    const families = await page.locator(".fam-row input[type=checkbox]").all();
    for (const box of families) {
      await box.focus();
      await page.keyboard.press("Space");
    }
    await page.getByText("Clean patients cover no mess").waitFor();
    await page.getByPlaceholder("Find a trick, field or fault").fill("curly apostrophe");
    await trick("curly apostrophe").first().focus();
    await page.keyboard.press("Space");
    expect(await page.locator(".fam-find .meta").innerText()).toMatch(/\d+ found/);
    await page.locator(".pv-row .mess-btn").first().waitFor();
    const words = await page.locator(".pv-row .mess-btn").first().innerText();
    expect(words).toMatch(/name/i);
  });

  test("chooses the count, the recipe number, the date and the names", async () => {
    await page.getByLabel("How many").fill("12");
    await page.getByLabel("Recipe number", { exact: true }).fill("autumn");
    await page.getByText("Date and names").click();
    await page.getByLabel("Their “today”").fill("2025-11-20");
    await page.getByLabel("German").check();
    await page.getByText("Preview: 12 patients").waitFor();
  });

  test("finds the choice as it was after a restart of the program", async () => {
    const rows = await page.locator(".pv-row[aria-rowindex]").allInnerTexts();
    expect(complaints).toEqual([]);
    await page.context().close();
    expect(await program.end()).toBe(0);
    await openProgram();
    expect(await page.getByLabel("How many").inputValue()).toBe("12");
    expect(await page.getByLabel("Recipe number", { exact: true }).inputValue()).toBe("autumn");
    expect(await page.getByLabel("Their “today”").inputValue()).toBe("2025-11-20");
    expect(await page.getByLabel("German").isChecked()).toBe(true);
    expect(await page.locator(".pv-row[aria-rowindex]").allInnerTexts()).toEqual(rows);
  });

  test("is told at focus which trick stands where and what must become of it", async () => {
    await page.locator(".pv-row .mess-btn").first().focus();
    const tip = page.getByRole("tooltip");
    await tip.waitFor();
    expect(await tip.innerText()).toMatch(/apostrophe/);
    expect(await tip.innerText()).toMatch(/May be tidied|Must arrive unchanged/);
    await page.keyboard.press("Escape");
  });

  test("opens a patient as a record, as FHIR, as HL7 and as CSV, the mess marked in each", async () => {
    await page.getByRole("button", { name: "Open patient p-0001" }).click();
    await page.locator(".leaf .mess").first().waitFor();
    for (const [name, says] of [
      ["FHIR", '"resourceType": "Bundle"'],
      ["HL7", "MSH|^~\\&|"],
    ] as const) {
      await view(name).click();
      await page.locator(".raw .raw-mess").first().waitFor();
      expect(await page.locator(".raw .raw-mess .mess").first().innerText()).not.toBe("");
      await page.locator(".raw").evaluate((frame) => frame.scrollTo(0, 0));
      await page.locator(".raw-line").getByText(says).first().waitFor();
      expect(await seriousFindings()).toEqual([]);
    }
    await view("CSV").click();
    await page.locator(".csv .raw-mess .mess").first().waitFor();
    await page.getByRole("columnheader", { name: "last_name", exact: true }).waitFor();
    expect(await seriousFindings()).toEqual([]);
  });

  test("saves what would be sent, to the byte", async () => {
    await view("HL7").click();
    const path = join(folder, "one.hl7");
    await page.getByRole("button", { name: "Save…" }).click();
    await page.getByLabel("File on this computer").fill(path);
    await page.keyboard.press("Enter");
    await page.getByText(`Saved in ${path}`).waitFor();
    expect(await readFile(path, "utf8")).toMatch(/^MSH\|.*\r/);
    await page.keyboard.press("Escape");
    await page.locator(".person").waitFor({ state: "detached" });
  });

  test("sees on a map what is covered", async () => {
    await page.getByRole("button", { name: "Coverage", exact: true }).click();
    await page.locator(".map .hc").first().waitFor();
    expect(await page.locator(".map td[aria-label*='covered']").count()).toBeGreaterThan(0);
    expect(await seriousFindings()).toEqual([]);
  });

  test("goes through the patients with J and K", async () => {
    await page.locator(".pv-frame").focus();
    const opened = page.locator(".person > header .code").first();
    for (const [key, person] of [
      ["j", "p-0001"],
      ["j", "p-0002"],
      ["j", "p-0003"],
      ["k", "p-0002"],
    ] as const) {
      await page.keyboard.press(key);
      await opened.getByText(person).waitFor();
    }
    await page.keyboard.press("Escape");
  });

  test("sees markup in a value as text, never carried out", async () => {
    await page.getByPlaceholder("Find a trick, field or fault").fill("html");
    const box = page.locator(".trick-row input[type=checkbox]").first();
    if (!(await box.isChecked())) await box.check();
    await page.getByPlaceholder("Find a trick, field or fault").fill("");
    await page.getByRole("button", { name: "Open patient p-0002" }).click();
    for (const name of ["Record", "FHIR", "HL7", "CSV"]) {
      await view(name).click();
      await page.locator(".person .mess").first().waitFor();
      expect(await page.locator(".person").locator("script, img, b > b, iframe").count()).toBe(0);
    }
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
  });

  test("scrolls through thousands of patients without a blank row", async () => {
    await page.getByLabel("How many").fill("5000");
    await page.getByText("Preview: 5,000 patients").waitFor();
    await page.locator(".pv-frame").evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
    await page.getByRole("button", { name: "Open patient p-5000" }).waitFor();
    await page.getByLabel("How many").fill("12");
  });

  const shown = (): Promise<string[]> => page.locator(".pv-row[aria-rowindex]").allInnerTexts();

  test("saves the patients as a set, goes on to others, and opens the set again", async () => {
    // A row is a sign of its own until its patient has come.
    await expect.poll(shown, { timeout: 60_000 }).not.toContain("…");
    const rows = await shown();
    const path = join(folder, "autumn.people");
    await page.getByRole("button", { name: "Save as a set…" }).click();
    await page.getByLabel("File on this computer").fill(path);
    expect(await seriousFindings()).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByText(`Saved 12 patients in ${path}`).waitFor();

    await page.getByLabel("Starting pack").selectOption("smoke");
    await page.getByLabel("How many").fill("3");
    await page.getByText("Preview: 3 patients").waitFor();

    await page.getByRole("button", { name: "Open a set…" }).click();
    await page.getByLabel("File of the set").fill(join(folder, "nowhere.people"));
    await page.keyboard.press("Enter");
    await page.getByText("There is no such file.").waitFor();
    await page.getByLabel("File of the set").fill(path);
    await page.keyboard.press("Enter");
    await page.getByText("An opened set, checked.").waitFor();
    await page.getByText("Preview: 12 patients").waitFor();
    await expect.poll(shown, { timeout: 60_000 }).not.toContain("…");
    expect(await shown()).toEqual(rows);
    expect(await page.getByLabel("How many").isDisabled()).toBe(true);
    expect(await seriousFindings()).toEqual([]);
  });

  test("finds the same patients ready to send", async () => {
    await page.getByText("Preview: 12 patients").waitFor();
    await page.locator(".pv-frame").focus();
    await page.keyboard.press("Control+Enter");
    await page.getByText("12 made-up patients of the opened set, recipe number autumn.").waitFor();
    expect(complaints).toEqual([]);
  });
});

test.each(["light", "dark"] as const)(
  "an opened patient fits a small screen, %s",
  async (scheme) => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      colorScheme: scheme,
    });
    const opened = await openPage(context);
    await opened.page.goto(program.url);
    await opened.page.goto(new URL("#/make", opened.page.url()).href);
    await opened.page.getByRole("button", { name: "Open patient p-0001" }).click();
    for (const name of ["FHIR", "HL7", "CSV"]) {
      await opened.page.getByRole("button", { name, exact: true }).click();
      await opened.page.locator(".raw .raw-mess").first().waitFor();
      expect(await sidewaysPx(opened.page)).toBe(0);
    }
    await context.close();
  },
);
