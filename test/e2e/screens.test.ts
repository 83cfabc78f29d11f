import { AxeBuilder } from "@axe-core/playwright";
import type { Result } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChromium, openPage, sidewaysPx } from "./chromium.ts";
import { scriptedWorld } from "./scripted/scripted-world.ts";
import { serveScripted, type ScriptedHost } from "./scripted/serve-scripted.ts";

const screens = [
  ["first run", "#/start", "Try it with the practice EMR"],
  ["the try", "#/start/run/run-1", "First difference found"],
  ["home", "#/home", "Not yet. Do not go live."],
  ["make patients", "#/make", "Preview: 6 patients"],
  ["before sending", "#/send", "made-up patients, recipe number"],
  ["a run under way", "#/send/run/run-2", "143 of 240 finished"],
  ["compare", "#/compare/run/run-1", "Who the patient is"],
  ["findings", "#/findings/run/run-1", "Could mix up two patients"],
  ["a finding", "#/finding/CHARSET-QMARK/run/run-1", "What speaks against it"],
  ["coverage", "#/coverage", "combinations tested"],
  ["practice EMR", "#/practice", "Accents become ?"],
  ["connections", "#/connections", "Known connections"],
  ["not built yet", "#/duplicates", "Not built yet."],
] as const;

/**
 * Contrasts that axe cannot decide and that test/renderer/contrast.test.ts computes: signs (symbols, one
 * character), and letters on a hatched ground.
 */
const computedElsewhere: readonly string[] = ["nonBmp", "shortTextContent", "bgGradient"];

function undecidedNodes(each: Result): readonly string[] {
  return each.nodes
    .filter((node) => {
      const checks = [...node.any, ...node.all, ...node.none];
      return !checks.some((check) => computedElsewhere.includes(String(check.data?.messageKey)));
    })
    .map((node) => node.html);
}

let browser: Browser;
let host: ScriptedHost;
beforeAll(async () => {
  browser = await openChromium();
  host = await serveScripted(scriptedWorld(12));
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function open(hash: string, says: string, options: object) {
  const context = await browser.newContext(options);
  const { page, complaints } = await openPage(context);
  await page.goto(`${host.url}${hash}`);
  await page.getByText(says).first().waitFor();
  return { context, page, complaints };
}

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test.each(screens)("%s has no serious accessibility finding", async (_name, hash, says) => {
    const { context, page, complaints } = await open(hash, says, {
      colorScheme,
      viewport: { width: 1440, height: 900 },
    });
    const axe = new AxeBuilder({ page });
    // the other colours change nothing but colours
    const found = await (
      colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe
    ).analyze();
    const bad = (each: Result) => each.impact === "serious" || each.impact === "critical";
    const violated = found.violations
      .filter(bad)
      .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`);
    const undecided = found.incomplete
      .filter((each) => bad(each) && undecidedNodes(each).length > 0)
      .map((each) => `${each.id}, undecided: ${undecidedNodes(each).join(" | ")}`);
    expect([...violated, ...undecided]).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test.each(screens)(
  "%s fits 320 CSS pixels without sideways scrolling",
  async (_name, hash, says) => {
    const { context, page } = await open(hash, says, { viewport: { width: 320, height: 640 } });
    expect(await sidewaysPx(page)).toBe(0);
    await context.close();
  },
);

test("at 320 pixels the verdict of a patient is in reach", async () => {
  const { context, page } = await open("#/compare/run/run-1", "Who the patient is", {
    viewport: { width: 320, height: 640 },
  });
  for (const name of ["Pass", "Fail", "Can’t tell"]) {
    const box = await page.getByRole("radio", { name }).boundingBox();
    expect(box).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(24);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
  }
  await context.close();
});

test("the guard badge is in view on every screen, also on a small one", async () => {
  for (const [, hash, says] of screens) {
    const { context, page } = await open(hash, says, { viewport: { width: 390, height: 844 } });
    const badge = page.getByTestId("guard");
    expect(await badge.isVisible()).toBe(true);
    await expect.poll(() => badge.textContent()).toContain("PRACTICE EMR");
    const box = await badge.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    await context.close();
  }
});

test("each state of a field can be told apart without colour", async () => {
  const { context, page } = await open("#/compare/run/run-1", "Who the patient is", {
    viewport: { width: 1440, height: 2000 },
  });
  await page.keyboard.press("d");
  await page.locator(".rec .tag.eq").first().waitFor();
  const looks = await page.evaluate(() =>
    ["eq", "al", "ne", "mi", "ex", "no", "nr"].map((state) => {
      const sign = document.querySelector(`.rec .tag.${state}`);
      if (sign === null) return `no ${state} on the screen`;
      const style = getComputedStyle(sign);
      return { text: sign.textContent, edge: `${style.borderTopStyle} ${style.borderImageSource}` };
    }),
  );
  const signs = looks.map((look) => (typeof look === "string" ? look : look.text));
  expect(signs).toEqual(["=", "≈", "≠", "−", "+", "○", "!"]);
  const drawn = looks.filter((_, at) => at > 0 && at < 5);
  expect(new Set(drawn.map((look) => (typeof look === "string" ? look : look.edge))).size).toBe(4);
  await context.close();
});
