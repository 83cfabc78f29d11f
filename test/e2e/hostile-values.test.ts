import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../api/contract.ts";
import { openChromium, openPage, sidewaysPx } from "./chromium.ts";
import {
  fault,
  row,
  scriptedDetail,
  scriptedLine,
  section,
  text,
} from "./scripted/scripted-case.ts";
import { scriptedWorld } from "./scripted/scripted-world.ts";
import { serveScripted, type ScriptedHost } from "./scripted/serve-scripted.ts";

type Row = Reply<"case.detail">["sections"][number]["rows"][number];

let browser: Browser;
let host: ScriptedHost;
let context: BrowserContext;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(complaints).toEqual([]);
  await context.close();
  await host.close();
});

async function openRows(rows: readonly Row[], message = "{}"): Promise<void> {
  const who = section({ group: "identity", label: "Who the patient is", rows: [...rows] });
  host = await serveScripted({
    ...scriptedWorld(3),
    "case.detail": { ...scriptedDetail(scriptedLine(0)), sections: [who] },
    "case.message": {
      title: "GET /fhir",
      status: "200",
      text: message,
      firstLine: 1,
      marks: [],
      reformatted: false,
      cut: false,
    },
  });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  ({ page, complaints } = await openPage(context));
  await page.goto(`${host.url}#/compare/run/run-1`);
  await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
}

const drawnNodes = () => page.evaluate(() => document.querySelectorAll("*").length);

describe("values of a megabyte", () => {
  const before = "no change here ".repeat(35_000);
  const after = "and none there ".repeat(35_000);

  test("are drawn around what changed, and shown whole when asked", async () => {
    await openRows([
      row({
        field: "note.text",
        label: "Note",
        verdict: "delta",
        source: text(`${before}2.5 mg${after}`),
        target: text(`${before}25 mg${after}`),
        fault: fault("DECIMAL-LOSS", "Decimal point lost", "Decimal point lost", "2.5 became 25."),
      }),
    ]);
    expect(await page.locator(".rec .r.sel .s").innerText()).toContain("same");
    expect(await page.locator(".rec .r.sel .gone").innerText()).toBe(".");
    expect(await drawnNodes()).toBeLessThan(3000);
    await page.getByRole("button", { name: /^Show all 1,050,00/ }).click();
    const whole = page.getByRole("dialog").getByRole("region", { name: "We sent" });
    await whole.getByText("no change here").first().waitFor();
    await whole.evaluate((frame) => {
      frame.scrollTop = frame.scrollHeight;
    });
    await whole.getByText("and none there").first().waitFor();
    expect(await drawnNodes()).toBeLessThan(4000);
  });

  test("that never came back do not stop the page either", async () => {
    await openRows([
      row({
        field: "note.text",
        label: "Note",
        verdict: "missing",
        source: text("é\u0301".repeat(500_000)),
        target: { kind: "absent", reason: null },
      }),
    ]);
    expect(await page.locator(".rec .r.sel .s").innerText()).toContain("more");
    expect(await drawnNodes()).toBeLessThan(5000);
  });
});

test("a list of ten thousand entries is drawn step by step, and counted whole", async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    row({
      field: "allergy.substance",
      label: "Substance",
      entry: `al-${at}`,
      entryLabel: `Dye ${at}`,
      verdict: "delta",
      source: text(`Dye ${at}`),
      target: text(`Die ${at}`),
    }),
  );
  await openRows(rows);
  expect(await page.locator(".sec .meta").innerText()).toBe("10000 different");
  expect(await page.locator(".rec .r").count()).toBe(201);
  await page.getByRole("button", { name: /Show 500 more of 9,800/ }).click();
  await page.locator(".rec .r").nth(700).waitFor();
  await page.goto(
    `${host.url}#/case/c/run/run-1/field/${encodeURIComponent("allergy.substance al-900")}`,
  );
  await page.locator(".rec .r.sel", { hasText: "Dye 900" }).waitFor();
});

test("markup in values, names and messages is text", async () => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await openRows(
    [
      row({
        field: "patient.name.family",
        label: evil,
        verdict: "delta",
        source: text(evil),
        target: text(`${evil}<b>`),
        fault: fault("UNKNOWN", evil, evil, evil),
      }),
    ],
    `{"family":"${evil}"}`,
  );
  expect(await page.locator(".rec .r.sel .s").innerText()).toContain("<script>");
  expect(await page.locator(".js-pane").first().innerText()).toContain("<img src=x");
  expect(await page.locator("main img, main script, main .val b").count()).toBe(0);
  expect(await page.title()).toBe("Crosschart");
});

test("what cannot be seen is drawn and named, in the record and in the message", async () => {
  const value = "a\u202Eb\u200Bc\u00A0\uD800d ";
  await openRows(
    [
      row({
        field: "patient.name.family",
        label: "Last name",
        verdict: "delta",
        source: text(value),
        target: text("abcd"),
      }),
    ],
    `"${value}"`,
  );
  for (const place of [".rec .r.sel .s", ".js-pane >> nth=0"]) {
    for (const name of [
      "right-to-left override",
      "hidden character, zero width",
      "no-break space",
      "not valid text",
    ]) {
      await page.locator(place).getByRole("img", { name }).waitFor();
    }
  }
  await page.locator(".rec .r.sel .s").getByRole("img", { name: "space at the end" }).waitFor();
  expect(await sidewaysPx(page)).toBe(0);
});
