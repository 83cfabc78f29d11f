import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { ensureRenderer } from "../../build/ensure-bundles.ts";
import { findBrowser } from "../../build/find-browser.ts";

/** A real Chromium; the page is built first when its sources changed. */
export async function openChromium(): Promise<Browser> {
  const problem = await ensureRenderer();
  if (problem !== null) throw new Error(problem);
  const found = await findBrowser({ fetch: false });
  if (found === null) throw new Error("no Chromium on this machine; npm test finds or fetches one");
  return chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the page complained about: script errors, refused by the content security policy. */
  readonly complaints: readonly string[];
}

/** A page whose errors and policy violations are kept. */
export async function openPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const lostWire = message.text().includes("WebSocket connection to");
    if (message.type() === "error" && !lostWire) complaints.push(message.text());
  });
  return { page, complaints };
}

/** Width by which the page itself scrolls sideways; 0 is right. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
