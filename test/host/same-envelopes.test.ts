import { once } from "node:events";
import { tmpdir } from "node:os";
import { MessageChannel } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { HostEnvelope } from "../../api/envelope.ts";
import type { Handlers } from "../../host/calls/handlers.ts";
import { serveBrowser } from "../../host/serve-browser.ts";
import { electronData, servePort } from "../../host/serve-port.ts";
import {
  about,
  call,
  Inbox,
  scriptedApplication,
  type ScriptedApplication,
} from "./scripted-application.ts";

interface Line {
  readonly send: (message: unknown) => void;
  readonly inbox: Inbox;
}

function inProcess({ door }: ScriptedApplication): Line {
  const inbox = new Inbox();
  const caller = door.connect((envelope) => inbox.add(envelope));
  return { inbox, send: (message) => void caller.receive(message) };
}

async function overWebSocket({ door }: ScriptedApplication): Promise<Line> {
  const browser = await serveBrowser({ door, assets: tmpdir() });
  const { headers } = await fetch(browser.url, { redirect: "manual" });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  const origin = `http://127.0.0.1:${browser.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${browser.port}/wire`, {
    headers: { origin, cookie },
  });
  onTestFinished(() => browser.close());
  const inbox = new Inbox();
  // The page reads what it gets with the contract's own schemas; here it is compared as it came.
  socket.on("message", (data) => inbox.add(JSON.parse(String(data)) as HostEnvelope));
  await once(socket, "open");
  return { inbox, send: (message) => socket.send(JSON.stringify(message)) };
}

function overMessagePort({ door }: ScriptedApplication): Line {
  const { port1, port2 } = new MessageChannel();
  servePort(door, port1);
  const inbox = new Inbox();
  port2.on("message", (message) => inbox.add(message));
  onTestFinished(() => port2.close());
  return { inbox, send: (message) => port2.postMessage(message) };
}

const handlers: Partial<Handlers> = {
  "app.about": async () => about,
  "app.settings": async () => ({}),
  "app.log": () => Promise.reject(new RangeError("a mistake of ours")),
  "run.cleanUp": async (_input, { progress }) => {
    progress({ removed: 1, of: 2 });
    progress({ removed: 2, of: 2 });
    return { created: 2, removed: 2, left: ["Patient/7 – “Ortiz” é 😀 \u0000"] };
  },
};

async function conversation(open: (application: ScriptedApplication) => Line | Promise<Line>) {
  const application = scriptedApplication(handlers);
  const { send, inbox } = await open(application);
  const say = async (message: unknown, answers: number) => {
    const before = inbox.all.length;
    send(message);
    await inbox.until(before + answers);
  };
  await say(call("1", "app.about", {}), 1);
  await say(call("2", "app.about", { surplus: 1 }), 1);
  await say(call("3", "app.nothing", {}), 1);
  await say(call("4", "app.settings", { theme: "dark" }, "key-00001"), 1);
  await say(call("5", "app.settings", { theme: "light" }, "key-00001"), 1);
  await say(call("6", "app.log", { limit: 5 }), 1);
  await say(call("7", "run.cleanUp", { run: "r-1" }, "key-00002"), 3);
  application.announce(["runs", "cases"]);
  return await inbox.until(10);
}

test("a conversation is the same, envelope by envelope, over every wire", async () => {
  const direct = await conversation(inProcess);
  expect(direct.map((envelope) => envelope.kind)).toEqual([
    ...Array.from({ length: 6 }, () => "answer"),
    "progress",
    "progress",
    "answer",
    "changed",
  ]);
  expect(await conversation(overWebSocket)).toEqual(direct);
  expect(await conversation(overMessagePort)).toEqual(direct);
});

test("a port that speaks no envelopes is closed", async () => {
  const { door } = scriptedApplication({});
  const { port1, port2 } = new MessageChannel();
  servePort(door, port1);
  const closed = once(port2, "close");
  port2.postMessage({ kind: "exec", code: "1" });
  await closed;
});

test("a port whose page is gone is not written to any more", async () => {
  const application = scriptedApplication({});
  const { port1, port2 } = new MessageChannel();
  servePort(application.door, port1);
  expect(application.listeners()).toBe(1);
  const closed = once(port1, "close");
  port2.close();
  await closed;
  expect(application.listeners()).toBe(0);
});

test("an Electron port wraps a message in an event; what it carries is read from there", () => {
  expect(electronData({ data: { kind: "cancel", id: "1" }, ports: [] })).toEqual({
    kind: "cancel",
    id: "1",
  });
  expect(electronData("plain")).toBe(null);
});
