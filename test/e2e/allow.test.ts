import { AxeBuilder } from "@axe-core/playwright";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openChromium, openPage } from "./chromium.ts";
import { askProgram, practiceRun, type ProgramClient } from "./program-client.ts";
import { startProgram, type StartedProgram } from "./started-program.ts";

/** A difference that a rule describes exactly: names and addresses that come back in capitals. */

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
  run = await practiceRun(asking.client, [{ id: "CASE" }], { count: 6, mess: "none" });
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

async function openContact(): Promise<void> {
  await page.goto(`${new URL(program.url).origin}/#/compare/run/${run}`);
  const contact = page.locator(".rec .r", { hasText: "Emergency contact" }).first();
  await contact.click();
  await page.locator(".rec .r.sel", { hasText: "Emergency contact" }).waitFor();
}

test("A proposes the rule that describes the difference, and asks for reason and name", async () => {
  await openContact();
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Names and addresses may be stored in capitals.").waitFor();
  const allow = dialog.getByRole("button", { name: "Allow it from now on" });
  expect(await allow.getAttribute("aria-disabled")).toBe("true");
  await dialog.getByLabel("Because").fill("The EMR stores capitals.");
  await dialog.getByLabel(/^Agreed by/).fill("R. Frey (front desk)");
  await allow.click();
  await dialog.waitFor({ state: "detached" });
  const { rules } = await asking.client.query("rule.list", {});
  expect(rules).toMatchObject([
    {
      rule: "AT-03",
      field: "contact.name",
      reason: "The EMR stores capitals.",
      agreedBy: ["R. Frey (front desk)"],
    },
  ]);
});

test("Esc leaves it as a difference", async () => {
  await openContact();
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByLabel("Because").waitFor();
  const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect((await asking.client.query("rule.list", {})).rules).toHaveLength(1);
});

test("the finding's page shows the rule that was agreed to, and takes it back with a reason", async () => {
  const { findings } = await asking.client.query("finding.list", { run });
  const key = findings.find(({ fault }) => fault.id === "CASE")?.finding ?? "";
  await page.goto(`${new URL(program.url).origin}/#/finding/${encodeURIComponent(key)}/run/${run}`);
  await page.getByText("agreed by R. Frey (front desk)").waitFor();
  await page.getByRole("button", { name: "Propose a rule…" }).click();
  await page.getByRole("dialog").getByText("Allow this difference?").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Withdraw…" }).click();
  await page.getByLabel("Why it is withdrawn").fill("Asked the vendor again.");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await page.getByText("Asked the vendor again.").waitFor();
  expect((await asking.client.query("rule.list", {})).rules[0]?.withdrawn).toMatchObject({
    why: "Asked the vendor again.",
  });
});
