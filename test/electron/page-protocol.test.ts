import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declarePageScheme, servePage } from "../../electron/page-protocol.ts";
import { scriptElectron, type Script } from "./scripted-electron.ts";

let folder: string;
let script: Script;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crosschart-page-"));
  await mkdir(join(folder, "renderer", "assets"), { recursive: true });
  await writeFile(join(folder, "renderer", "index.html"), "<p>page</p>");
  await writeFile(join(folder, "renderer", "assets", "a b.js"), "1");
  await writeFile(join(folder, "secret.json"), "{}");
  await symlink(join(folder, "secret.json"), join(folder, "renderer", "link.json"));
  script = scriptElectron({ first: true, userData: folder });
  // The stand-in has what these two functions use.
  const protocol = script.module["protocol"] as Parameters<typeof servePage>[0];
  declarePageScheme(protocol);
  servePage(protocol, join(folder, "renderer"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(url: string, method = "GET"): Promise<Response> {
  const response = await script.protocol.handler?.(new Request(url, { method }));
  expect(response).toBeDefined();
  // The line above has looked.
  return response as Response;
}

describe("the page's own address", () => {
  it("is a standard, secure scheme without other rights", () => {
    expect(script.protocol.schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, codeCache: true } },
    ]);
  });

  it("serves the built page under a strict policy", async () => {
    const page = await ask("app://crosschart/index.html");
    expect(page.status).toBe(200);
    expect(await page.text()).toBe("<p>page</p>");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect((await ask("app://crosschart/assets/a%20b.js")).status).toBe(200);
  });

  it.each([
    "app://crosschart/../secret.json",
    "app://crosschart/..%2fsecret.json",
    "app://crosschart/%2e%2e/secret.json",
    "app://crosschart/link.json",
    "app://crosschart/index.html%00.js",
    "app://crosschart/",
    "app://crosschart/absent.js",
    "app://elsewhere/index.html",
  ])("does not serve %s", async (url) => {
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });

  it("takes nothing but GET", async () => {
    expect((await ask("app://crosschart/index.html", "POST")).status).toBe(404);
  });
});
