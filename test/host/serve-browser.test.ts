import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { serveBrowser, type BrowserDoor } from "../../host/serve-browser.ts";
import { about, call, scriptedApplication } from "./scripted-application.ts";

async function opened(): Promise<BrowserDoor> {
  const folder = mkdtempSync(join(tmpdir(), "crosschart-door-"));
  const assets = join(folder, "renderer");
  mkdirSync(join(assets, "assets"), { recursive: true });
  writeFileSync(join(assets, "index.html"), "<!doctype html><title>Crosschart</title>");
  writeFileSync(join(assets, "assets", "main.js"), "export {};");
  writeFileSync(join(assets, "notes.txt"), "not of a kind the page has");
  writeFileSync(join(folder, "secret.json"), '{"secret":true}');
  symlinkSync(join(folder, "secret.json"), join(assets, "link.json"));
  const { door } = scriptedApplication({ "app.about": async () => about });
  const browser = await serveBrowser({ door, assets });
  onTestFinished(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return browser;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A plain request: no client that repairs paths or headers on the way. */
async function ask(
  door: BrowserDoor,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> {
  const asking = request({ host: "127.0.0.1", port: door.port, path, method, headers });
  asking.end();
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

const tokenPath = (door: BrowserDoor) => door.url.slice(door.url.indexOf("/?"));

async function cookie(door: BrowserDoor): Promise<string> {
  const { headers } = await ask(door, tokenPath(door));
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

test("the printed address trades its token for a cookie that no script and no other site gets", async () => {
  const door = await opened();
  expect(door.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  const { status, headers } = await ask(door, tokenPath(door));
  expect(status).toBe(303);
  expect(headers.location).toBe("/");
  expect(headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  const [, token = ""] = door.url.split("token=");
  expect(headers["set-cookie"]?.[0]).not.toContain(token);
  const page = await ask(door, "/", { cookie: await cookie(door) });
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining("Crosschart") });
});

test("two starts have two tokens, and the cookie of one does not open the other", async () => {
  const one = await opened();
  const two = await opened();
  expect(one.url.split("token=")[1]).not.toBe(two.url.split("token=")[1]);
  const value = (await cookie(one)).split("=")[1];
  const forged = { cookie: `crosschart-${two.port}=${value}` };
  expect((await ask(two, "/", forged)).status).toBe(403);
});

test("without the token, or with a wrong one, nothing is shown, not even the page", async () => {
  const door = await opened();
  for (const path of ["/", "/index.html", "/assets/main.js", "/?token=", "/?token=wrong"]) {
    const { status, body, headers } = await ask(door, path);
    expect(status, path).toBe(403);
    expect(body).toContain("address that Crosschart printed");
    expect(headers["set-cookie"]).toBeUndefined();
  }
  const wrong = { cookie: `crosschart-${door.port}=wrong` };
  expect((await ask(door, "/", wrong)).status).toBe(403);
});

test("a host name that was made to point here is refused, with token and cookie too", async () => {
  const door = await opened();
  const known = await cookie(door);
  for (const host of ["evil.example", `evil.example:${door.port}`, `localhost:${door.port}`]) {
    expect((await ask(door, "/", { host, cookie: known })).status, host).toBe(421);
    expect((await ask(door, tokenPath(door), { host })).headers["set-cookie"]).toBeUndefined();
  }
});

test("a request that another page sends is refused", async () => {
  const door = await opened();
  const known = await cookie(door);
  for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"]) {
    expect((await ask(door, "/", { origin, cookie: known })).status, origin).toBe(403);
  }
  const crossSite = { cookie: known, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
  expect((await ask(door, "/assets/main.js", crossSite)).status).toBe(403);
});

test("every answer, refusals included, carries a strict policy and no cross-origin permission", async () => {
  const door = await opened();
  const known = { cookie: await cookie(door) };
  const answers = [
    await ask(door, "/", known),
    await ask(door, "/assets/main.js", known),
    await ask(door, "/"),
    await ask(door, tokenPath(door)),
    await ask(door, "/nothing.js", known),
    await ask(door, "/", { host: "evil.example" }),
    await ask(door, "/", known, "POST"),
  ];
  for (const { headers } of answers) {
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("no path leads out of the built page", async () => {
  const door = await opened();
  const known = { cookie: await cookie(door) };
  const paths = [
    "/../secret.json",
    "/assets/../../secret.json",
    "/%2e%2e/secret.json",
    "/..%2fsecret.json",
    "/%2e%2e%2fsecret.json",
    "/..%5csecret.json",
    "//../secret.json",
    "/link.json",
    "/%00index.html",
    "/%ff.html",
    "/notes.txt",
    "/assets",
    "/../../../../../../etc/passwd",
  ];
  for (const path of paths) {
    const { status, body } = await ask(door, path, known);
    expect(status, path).toBe(404);
    expect(body).not.toContain("secret");
  }
  const script = await ask(door, "/assets/main.js", known);
  expect(script).toMatchObject({ status: 200, body: "export {};" });
  expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
});

test("nothing can be posted, put or deleted over HTTP", async () => {
  const door = await opened();
  const known = { cookie: await cookie(door) };
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
    expect((await ask(door, "/", known, method)).status, method).toBe(405);
  }
});

test("only this computer can reach it", async () => {
  const door = await opened();
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === "IPv4" && address.address !== "127.0.0.1");
  for (const { address } of others) {
    const socket = connect(door.port, address);
    const [error] = (await once(socket, "error")) as [Error & { code?: string }];
    expect(error.code).toBe("ECONNREFUSED");
  }
  const socket = connect(door.port, "127.0.0.1");
  await once(socket, "connect");
  expect(socket.remoteAddress).toBe("127.0.0.1");
  socket.destroy();
});

/** The status with which a WebSocket was refused, or 101. */
async function knock(
  door: BrowserDoor,
  headers: Readonly<Record<string, string>>,
  path = "/wire",
): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on("open", () => resolve(101));
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", () => {});
  });
}

test("a WebSocket opens for our own page alone", async () => {
  const door = await opened();
  const origin = `http://127.0.0.1:${door.port}`;
  const known = await cookie(door);
  expect(await knock(door, { origin, cookie: known })).toBe(101);
  expect(await knock(door, { origin })).toBe(403);
  expect(await knock(door, { cookie: known })).toBe(403);
  expect(await knock(door, { origin, cookie: `crosschart-${door.port}=x` })).toBe(403);
  expect(await knock(door, { origin: "https://evil.example", cookie: known })).toBe(403);
  expect(await knock(door, { origin, cookie: known, host: "evil.example" })).toBe(421);
  expect(await knock(door, { origin, cookie: known }, "/other")).toBe(404);
});

async function openSocket(door: BrowserDoor): Promise<WebSocket> {
  const headers = { origin: `http://127.0.0.1:${door.port}`, cookie: await cookie(door) };
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}/wire`, { headers });
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  return socket;
}

test("who sends something other than envelopes is let go, and nobody else", async () => {
  const door = await opened();
  const good = await openSocket(door);
  for (const nonsense of ["hello", "{}", '{"kind":"call"}', Buffer.from([1, 2, 3])]) {
    const bad = await openSocket(door);
    const closed = once(bad, "close");
    bad.send(nonsense);
    expect((await closed)[0]).toBe(1008);
  }
  good.send(JSON.stringify(call("1", "app.about", {})));
  const [data] = await once(good, "message");
  expect(JSON.parse(String(data))).toMatchObject({ id: "1", answer: { ok: true } });
});

test("a message larger than any of ours ends the connection", async () => {
  const door = await opened();
  const socket = await openSocket(door);
  const closed = once(socket, "close");
  socket.send(`"${"x".repeat(9 * 1024 * 1024)}"`);
  expect((await closed)[0]).toBe(1009);
});

test("closing ends open pages and gives the port back", async () => {
  const door = await opened();
  const socket = await openSocket(door);
  const closed = once(socket, "close");
  await door.close();
  await closed;
  const late = connect(door.port, "127.0.0.1");
  const [error] = (await once(late, "error")) as [Error & { code?: string }];
  expect(error.code).toBe("ECONNREFUSED");
});
