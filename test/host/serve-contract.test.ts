import { expect, test } from "vitest";
import { CallRefusal } from "../../api/fault.ts";
import { StoreRefusal } from "../../db/store-refusal.ts";
import type { Handlers } from "../../host/calls/handlers.ts";
import { CliFailure, exitCodes } from "../../host/cli/io.ts";
import { about, call, Inbox, scriptedApplication } from "./scripted-application.ts";

function connected(handlers: Partial<Handlers>) {
  const application = scriptedApplication(handlers);
  const inbox = new Inbox();
  const caller = application.door.connect((envelope) => inbox.add(envelope));
  return { application, inbox, caller };
}

async function answerTo(handlers: Partial<Handlers>, message: unknown) {
  const { inbox, caller, application } = connected(handlers);
  expect(caller.receive(message)).toBe(true);
  const [envelope] = await inbox.until(1);
  if (envelope?.kind !== "answer") throw new Error("an answer was expected");
  return { answer: envelope.answer, id: envelope.id, log: application.log };
}

test("a query is answered with its reply under its own id", async () => {
  const { answer, id } = await answerTo(
    { "app.about": async () => about },
    call("7", "app.about", {}),
  );
  expect({ answer, id }).toEqual({ id: "7", answer: { ok: true, reply: about } });
});

test("a call that the contract does not have is a bad request, inherited names too", async () => {
  for (const name of ["app.nothing", "constructor", "__proto__", "toString"]) {
    const { answer } = await answerTo({}, call("1", name, {}));
    expect(answer).toMatchObject({ ok: false, fault: { code: "bad-request" } });
  }
});

test("input that the contract does not allow never reaches the handler, nor its values the fault", async () => {
  let asked = 0;
  const handlers: Partial<Handlers> = {
    "app.log": async () => {
      asked++;
      return { lines: [] };
    },
  };
  for (const input of [{ limit: "Ortiz" }, {}, { limit: 5, more: "Ortiz" }, null, [1]]) {
    const { answer } = await answerTo(handlers, call("1", "app.log", input));
    expect(answer).toMatchObject({ ok: false, fault: { code: "bad-request" } });
    expect(JSON.stringify(answer)).not.toContain("Ortiz");
  }
  expect(asked).toBe(0);
});

test("a reply that the contract does not allow is our bug, and is not passed on", async () => {
  const wrong = { ...about, version: 1, secret: "Ortiz" } as unknown as typeof about;
  const { answer, log } = await answerTo(
    { "app.about": async () => wrong },
    call("1", "app.about", {}),
  );
  expect(answer).toMatchObject({ ok: false, fault: { code: "bug" } });
  expect(JSON.stringify(answer)).not.toContain("Ortiz");
  expect(log).toHaveLength(1);
});

test("a refusal of a handler is its answer, word for word", async () => {
  const fault = { code: "not-found", happened: "h", safe: "s", todo: "t" } as const;
  const refusing: Partial<Handlers> = { "app.about": () => Promise.reject(new CallRefusal(fault)) };
  expect((await answerTo(refusing, call("1", "app.about", {}))).answer).toEqual({
    ok: false,
    fault,
  });
});

test("a store that cannot be written is answered as that", async () => {
  const says = { happened: "No space.", safe: "Unchanged.", todo: "Free some." };
  const full = () => Promise.reject(new StoreRefusal("disk-full", "/x", says));
  const { answer } = await answerTo({ "app.about": full }, call("1", "app.about", {}));
  expect(answer).toEqual({ ok: false, fault: { code: "store", ...says } });
});

test("what the command line would say in a sentence is said here in the same words", async () => {
  const says = { happened: "No host.", safe: "Nothing was sent.", todo: "Add it." };
  const codes = { usage: "bad-request", unreachable: "unreachable", guard: "forbidden" } as const;
  for (const exit of ["usage", "unreachable", "guard"] as const) {
    const failing = () => Promise.reject(new CliFailure(exitCodes[exit], { ...says, at: "x:1" }));
    const { answer } = await answerTo({ "app.about": failing }, call("1", "app.about", {}));
    expect(answer).toEqual({ ok: false, fault: { code: codes[exit], ...says } });
  }
});

test("a mistake of ours is a bug whose details hold places, never the message with its values", async () => {
  const broken = () => Promise.reject(new TypeError("cannot read Ortiz"));
  const { answer, log } = await answerTo({ "app.about": broken }, call("1", "app.about", {}));
  expect(answer).toMatchObject({
    ok: false,
    fault: {
      code: "bug",
      details: expect.stringMatching(/TypeError at .*serve-contract\.test\.ts:\d+/),
    },
  });
  expect(JSON.stringify([answer, log])).not.toMatch(/Ortiz|\/host\//);
});

test("a command without a key is refused", async () => {
  const { answer } = await answerTo({}, call("1", "app.settings", {}));
  expect(answer).toMatchObject({ ok: false, fault: { code: "bad-request" } });
});

test("the same key is the same act, also over another wire; a key of another act is a conflict", async () => {
  let acts = 0;
  const application = scriptedApplication({
    "app.settings": async () => {
      acts++;
      return {};
    },
  });
  const inbox = new Inbox();
  const one = application.door.connect((envelope) => inbox.add(envelope));
  const two = application.door.connect((envelope) => inbox.add(envelope));
  one.receive(call("1", "app.settings", { theme: "dark" }, "key-00001"));
  two.receive(call("1", "app.settings", { theme: "dark" }, "key-00001"));
  await inbox.until(2);
  one.receive(call("2", "app.settings", { theme: "dark" }, "key-00001"));
  await inbox.until(3);
  expect(acts).toBe(1);
  expect(inbox.all.every((m) => m.kind === "answer" && m.answer.ok)).toBe(true);
  one.receive(call("3", "app.settings", { theme: "light" }, "key-00001"));
  expect((await inbox.until(4))[3]).toMatchObject({ answer: { fault: { code: "conflict" } } });
  one.receive(call("4", "app.settings", { theme: "light" }, "key-00002"));
  await inbox.until(5);
  expect(acts).toBe(2);
});

test("an act that failed may be tried again with its key", async () => {
  let acts = 0;
  const { inbox, caller } = connected({
    "app.settings": async () => {
      if (++acts === 1) throw new Error("the first time");
      return {};
    },
  });
  caller.receive(call("1", "app.settings", {}, "key-00001"));
  await inbox.until(1);
  caller.receive(call("2", "app.settings", {}, "key-00001"));
  expect((await inbox.until(2))[1]).toMatchObject({ answer: { ok: true } });
});

const cleanedUp = { created: 2, removed: 2, left: [] };

test("a job tells its progress, then answers", async () => {
  const { inbox, caller } = connected({
    "run.cleanUp": async (_input, { progress }) => {
      progress({ removed: 1, of: 2 });
      return cleanedUp;
    },
  });
  caller.receive(call("1", "run.cleanUp", { run: "r" }, "key-00001"));
  expect(await inbox.until(2)).toEqual([
    { kind: "progress", id: "1", progress: { removed: 1, of: 2 } },
    { kind: "answer", id: "1", answer: { ok: true, reply: cleanedUp } },
  ]);
});

test("a job is cancelled by its id, and may still answer what it did", async () => {
  const handlers = (tellsTruth: boolean): Partial<Handlers> => ({
    "run.cleanUp": (_input, { signal }) =>
      new Promise((done, failed) => {
        signal.addEventListener("abort", () => {
          if (tellsTruth) done({ ...cleanedUp, removed: 1 });
          else failed(signal.reason);
        });
      }),
  });
  for (const tellsTruth of [true, false]) {
    const { inbox, caller } = connected(handlers(tellsTruth));
    caller.receive(call("1", "run.cleanUp", { run: "r" }, "key-00001"));
    caller.receive({ kind: "cancel", id: "another" });
    caller.receive({ kind: "cancel", id: "1" });
    expect((await inbox.until(1))[0]).toMatchObject({
      answer: tellsTruth ? { reply: { removed: 1 } } : { fault: { code: "cancelled" } },
    });
  }
});

test("what is announced reaches every caller until it is gone", () => {
  const { application, inbox, caller } = connected({});
  application.announce(["runs"]);
  caller.gone();
  application.announce(["cases"]);
  expect(inbox.all).toEqual([{ kind: "changed", areas: ["runs"] }]);
  expect(application.listeners()).toBe(0);
});

test("what is no envelope is told apart from a call", () => {
  const { caller } = connected({});
  const nothings = [
    null,
    "call",
    {},
    { kind: "call" },
    { kind: "call", id: "1", name: "app.about", input: {}, extra: 1 },
    { kind: "answer", id: "1" },
    call("", "app.about", {}),
    call("1", "app.settings", {}, "short"),
  ];
  for (const message of nothings) expect(caller.receive(message)).toBe(false);
});

test("a second call under an id that is under way is refused", async () => {
  const { inbox, caller } = connected({
    "app.about": () => new Promise(() => {}),
  });
  caller.receive(call("1", "app.about", {}));
  caller.receive(call("1", "app.about", {}));
  expect((await inbox.until(1))[0]).toMatchObject({ answer: { fault: { code: "bad-request" } } });
});
