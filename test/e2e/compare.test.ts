import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openChromium, openPage } from "./chromium.ts";
import { scriptedWorld } from "./scripted/scripted-world.ts";
import { serveScripted, type ScriptedHost } from "./scripted/serve-scripted.ts";

let browser: Browser;
let host: ScriptedHost;
let context: BrowserContext;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

async function openCompare(cases: number): Promise<void> {
  host = await serveScripted(scriptedWorld(cases));
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  ({ page, complaints } = await openPage(context));
  await page.goto(`${host.url}#/compare/run/run-1`);
  await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
}

afterEach(async () => {
  expect(complaints).toEqual([]);
  await context.close();
  await host.close();
});

function chosenLabel(): Promise<string> {
  return page.locator(".rec [role=row][aria-selected=true] [role=rowheader]").innerText();
}

function focusedInRecord(): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.matches(".rec [role=row]") ?? false);
}

function asked(name: string) {
  return host.asked.filter((each) => each.name === name).map((each) => each.input);
}

describe("with the keyboard alone", () => {
  beforeEach(() => openCompare(40));

  test("an answer that comes late calls nobody back who has gone elsewhere", async () => {
    const release = host.hold("assessment.save");
    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    await expect.poll(() => asked("assessment.save").length).toBe(1);
    await page.getByRole("link", { name: "Home" }).click();
    await expect.poll(() => page.url()).toMatch(/#\/home$/);
    const before = asked("workspace.home").length;
    release();
    // The answer has come: it asks for the figures of Home again.
    await expect.poll(() => asked("workspace.home").length).toBeGreaterThan(before);
    expect(page.url()).toMatch(/#\/home$/);
  });

  test("arrows go through the fields, N and Shift N through the differences", async () => {
    expect(await chosenLabel()).toContain("Record number");
    await page.keyboard.press("ArrowDown");
    expect(await chosenLabel()).toContain("Last name");
    await page.keyboard.press("n");
    expect(await chosenLabel()).toContain("First name");
    await page.keyboard.press("n");
    // the tidied middle name is no open difference
    expect(await chosenLabel()).toContain("Name in Hebrew");
    await page.keyboard.press("Shift+N");
    expect(await chosenLabel()).toContain("First name");
    expect(await focusedInRecord()).toBe(true);
  });

  test("a verdict, a note and Enter: the next waiting patient, with the focus on its first difference", async () => {
    await page.keyboard.press("f");
    await page.locator("#note:focus").waitFor();
    await page.keyboard.type("Searched Nunez, not found.");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "שרה" }).waitFor();
    await page.locator(".rec [role=row][aria-selected=true]:focus").waitFor();
    expect(asked("assessment.save")).toEqual([
      {
        case: "run-1/SYN-01/p-0001",
        verdict: "fail",
        note: "Searched Nunez, not found.",
        reason: "",
        role: "front-desk",
      },
    ]);
    expect(await page.getByTestId("live").innerText()).toContain("Case 0002");
  });

  test("pass with open differences asks why", async () => {
    await page.keyboard.press("p");
    await page.locator("#reason:focus").waitFor();
    await page.keyboard.press("Enter");
    expect(asked("assessment.save")).toEqual([]);
    await page.keyboard.type("Agreed with the vendor.");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "שרה" }).waitFor();
    expect(asked("assessment.save")).toMatchObject([
      { verdict: "pass", reason: "Agreed with the vendor." },
    ]);
  });

  test("can't tell is as quick as pass", async () => {
    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "שרה" }).waitFor();
    expect(asked("assessment.save")).toMatchObject([{ verdict: "cant-tell" }]);
  });

  test("Ctrl Z takes the last verdict back and returns to that patient", async () => {
    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "שרה" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.locator("h1", { hasText: "Siobhán" }).waitFor();
    expect(asked("assessment.withdraw")).toEqual([{ case: "run-1/SYN-01/p-0001" }]);
    expect(await page.locator("[role=radio][aria-checked=true]").count()).toBe(0);
  });

  test("J and K change the patient, D shows all fields, M goes to the note, Esc back", async () => {
    await page.keyboard.press("j");
    await page.locator("h1", { hasText: "שרה" }).waitFor();
    await page.keyboard.press("k");
    await page.locator("h1", { hasText: "Siobhán" }).waitFor();
    await page.locator(".rec [role=row]:focus").waitFor();
    await page.keyboard.press("d");
    await page.locator(".rec [role=row]", { hasText: "555-0100" }).waitFor();
    await page.keyboard.press("m");
    await page.keyboard.type("jkpft");
    expect(await page.locator("#note").inputValue()).toBe("jkpft");
    await page.keyboard.press("Escape");
    await page.locator(".rec [role=row]:focus").waitFor();
  });

  test("a chip narrows the record to one verdict, N stays inside it, Esc shows all again", async () => {
    const all = await page.locator(".rec .r:not(.rh)").count();
    await page.getByRole("button", { name: /^− missing/ }).click();
    const rows = page.locator(".rec .r:not(.rh)");
    expect(await rows.allInnerTexts()).toHaveLength(1);
    expect(await chosenLabel()).toContain("Red food dye");
    await page.keyboard.press("Escape");
    await expect.poll(() => rows.count()).toBe(all);
    await page.getByRole("button", { name: /^Accents became/ }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.keyboard.press("n");
    expect(await chosenLabel()).toContain("First name");
  });

  test("the list is narrowed by verdict, and by the fault of a field with a way back", async () => {
    await page.getByLabel("Patients with").selectOption({ label: "− missing" });
    await expect.poll(() => asked("case.list").at(-1)).toMatchObject({ verdict: "missing" });
    await page.getByRole("button", { name: "Show them" }).click();
    await expect
      .poll(() => asked("case.list").at(-1))
      .toMatchObject({ fault: { id: "LEADING-ZERO", field: "patient.identifier.mrn" } });
    const back = page.getByRole("button", { name: /show all patients again/ });
    await back.click();
    await back.waitFor({ state: "detached" });
  });

  test("1 to 4 choose the place; the strip says where it changed", async () => {
    await page.keyboard.press("3");
    expect(await page.locator(".hop[aria-pressed=true]").innerText()).toContain("Practice clinic");
    expect(await page.locator(".hop.on").innerText()).toContain("changed here");
  });

  test("Tab and Shift Tab leave every part: no trap", async () => {
    const seen = new Set<string>();
    for (let at = 0; at < 70; at++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const pane = document.activeElement?.closest("[data-pane], header");
        return pane?.className || pane?.getAttribute("aria-label") || "body";
      });
      seen.add(name);
    }
    expect([...seen].join(" ")).toContain("nav");
    expect([...seen].join(" ")).toContain("list");
    expect([...seen].join(" ")).toContain("vb");
    expect([...seen].join(" ")).toContain("stat");
  });

  test("F6 goes from part to part, ? shows the keys, Ctrl K finds a screen", async () => {
    await page.keyboard.press("F6");
    const first = await page.evaluate(() => document.activeElement?.outerHTML);
    await page.keyboard.press("F6");
    expect(await page.evaluate(() => document.activeElement?.outerHTML)).not.toBe(first);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Save, next waiting case").waitFor();
    const sheet = await page.getByRole("dialog").boundingBox();
    const title = await page.getByRole("heading", { name: "Keys of this screen" }).boundingBox();
    expect(title?.y ?? 0).toBeGreaterThanOrEqual(sheet?.y ?? Number.NaN);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.locator("input[role=combobox]:focus").waitFor();
    await page.keyboard.type("practise");
    await page.getByRole("option", { name: /^Practice EMR/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("a field found with Ctrl K is opened in this patient", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("last name");
    await page.getByRole("option", { name: /^Last name/ }).waitFor();
    await page.keyboard.press("Enter");
    await page
      .locator(".rec [role=row][aria-selected=true]", { hasText: "Last name" })
      .first()
      .waitFor();
  });

  test("the page itself never scrolls, nor does the record sideways", async () => {
    const over = await page.evaluate(() =>
      [document.documentElement, document.querySelector(".rec")].map((each) =>
        each === null
          ? null
          : [
              each.scrollWidth - each.clientWidth,
              each === document.documentElement ? each.scrollHeight - each.clientHeight : 0,
            ],
      ),
    );
    expect(over).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test("the message is scrolled to the value, which is marked with its changed letters", async () => {
    await page.keyboard.press("ArrowDown");
    const line = page.locator(".js-line.hl").last();
    await line.waitFor();
    expect(await line.innerText()).toContain("O?Brien-N??ez");
    expect(await line.locator(".ins").first().innerText()).toBe("?");
  });

  test("copying a value copies the true characters, tiles left out", async () => {
    const row = page.locator('.rec [role=row][data-key="patient.email "]');
    await row.scrollIntoViewIfNeeded();
    const copied = await row.locator(".s bdi").evaluate((value) => {
      getSelection()?.selectAllChildren(value);
      return document.execCommand("copy");
    });
    expect(copied).toBe(true);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe("ana\u200Bana@example.org");
  });

  test("a folded stretch is copied whole", async () => {
    const row = page.locator('.rec [role=row][data-key="patient.address.line "]');
    expect(await row.locator(".s").innerText()).toContain("same");
    await row.locator(".s bdi").evaluate((value) => {
      getSelection()?.selectAllChildren(value);
      document.execCommand("copy");
    });
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.match(/past the bridge/g)).toHaveLength(5);
  });

  test("a right-to-left name does not reorder its neighbours", async () => {
    const option = page.locator("#case-1");
    const order = await option.evaluate((node) => {
      const lefts = [".code", "b", ".v"].map(
        (part) => node.querySelector(part)?.getBoundingClientRect().left ?? Number.NaN,
      );
      return lefts.every((left, at) => at === 0 || left > (lefts[at - 1] ?? 0));
    });
    expect(order).toBe(true);
    const name = page.locator('.rec [role=row][data-key="patient.name.prefix "] .l');
    expect(await name.innerText()).toContain("Name in Hebrew");
  });

  test("a lost connection is said, comes back by itself, and nothing typed is gone", async () => {
    await page.keyboard.press("m");
    await page.keyboard.type("half a thought");
    host.drop();
    await page.getByText("The connection to Crosschart was lost.").waitFor();
    await page.getByText("The connection to Crosschart was lost.").waitFor({ state: "detached" });
    expect(await page.locator("#note").inputValue()).toBe("half a thought");
  });
});

describe("5,000 patients", () => {
  beforeEach(() => openCompare(5000));

  test("scrolling to the end shows patients, and few rows are drawn", async () => {
    await page.locator(".cl").evaluate((list) => {
      list.scrollTop = list.scrollHeight;
    });
    await page.locator("[role=option]", { hasText: "5000" }).waitFor();
    expect(await page.locator("[role=option]").count()).toBeLessThan(80);
  });
});
