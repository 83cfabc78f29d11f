import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openChromium, openPage } from "./chromium.ts";
import { row, scriptedDetail, scriptedLine, section, text } from "./scripted/scripted-case.ts";
import { scriptedWorld } from "./scripted/scripted-world.ts";
import { serveScripted, type ScriptedHost } from "./scripted/serve-scripted.ts";

const sent =
  "MSH|^~\\&|CLINIC||EMR||20260115||ADT^A28|XC0117|T|2.5.1||||||UNICODE UTF-8\r" +
  "PID|1||00418827^^^XC^MR||O’Brien-Núñez^Siobhán||19840304\r";
const back = sent.replace("O’Brien-Núñez", "O?Brien-N??ez").replace("||||||UNICODE UTF-8", "");

function rangeOf(message: string, value: string): [number, number] {
  const start = message.indexOf(value);
  return [start, start + value.length];
}

let browser: Browser;
let host: ScriptedHost;
beforeAll(async () => {
  browser = await openChromium();
  const name = row({
    field: "patient.name.family",
    label: "Last name",
    verdict: "delta",
    source: text("O’Brien-Núñez"),
    target: text("O?Brien-N??ez"),
    at: { sent: rangeOf(sent, "O’Brien-Núñez"), target: rangeOf(back, "O?Brien-N??ez") },
  });
  host = await serveScripted({
    ...scriptedWorld(3),
    "case.detail": {
      ...scriptedDetail(scriptedLine(0)),
      sections: [section({ group: "who", label: "Who the patient is", rows: [name] })],
    },
    "case.message": (input) => {
      // the schema of the call has read it
      const { exchange, marks } = input as {
        exchange: string;
        marks: { start: number; end: number }[];
      };
      return {
        title: exchange === "x-sent" ? "ADT^A28" : "ADT^A31",
        status: "AA",
        text: exchange === "x-sent" ? sent : back,
        firstLine: 1,
        marks,
        reformatted: false,
        cut: false,
      };
    },
  });
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

test("HL7 is shown with the number and name of each field, the changed letters marked on both sides", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page, complaints } = await openPage(context);
  await page.goto(`${host.url}#/compare/run/run-1`);
  const panes = page.locator(".js-pane");
  // as it stands: a segment a line
  await panes.first().locator(".js-line.hl", { hasText: "PID|1" }).waitFor();
  await page.getByRole("tab", { name: "HL7 with labels" }).click();
  for (const at of [0, 1]) {
    const field = panes.nth(at).locator(".h7f.hl");
    await field.waitFor();
    expect(await field.locator("small").innerText()).toBe("5 Patient name");
    expect(await field.locator(".del, .ins").count()).toBeGreaterThan(0);
  }
  await panes.first().getByText("18 Letters").waitFor();
  expect(await panes.nth(1).getByText("18 Letters").count()).toBe(0);
  expect(await page.locator(".dock-path").innerText()).toContain("PID-5.1");
  expect(complaints).toEqual([]);
  await context.close();
});

test("where no message is HL7 there is no such tab", async () => {
  const other = await serveScripted(scriptedWorld(3));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page } = await openPage(context);
  await page.goto(`${other.url}#/compare/run/run-1`);
  await page.locator(".js-line").first().waitFor();
  expect(await page.getByRole("tab", { name: "HL7 with labels" }).count()).toBe(0);
  await context.close();
  await other.close();
});
