import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runAgainst, scriptElectron, type Script, type ScriptedPort } from "./scripted-electron.ts";

let userData: string;
beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), "crosschart-desktop-"));
});
afterEach(() => rm(userData, { recursive: true, force: true }));

async function started(prepare?: (script: Script) => void): Promise<Script> {
  const script = scriptElectron({ first: true, userData });
  prepare?.(script);
  await runAgainst(script, "main");
  return script;
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  // The line above has counted it.
  return list[0] as T;
}

/** An event as Electron passes it, that remembers whether it was refused. */
function refusable(): { prevented: boolean; preventDefault: () => void } {
  const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
  return event;
}

describe("the window", () => {
  it("is sandboxed, isolated and knows no Node", async () => {
    const script = await started();
    expect(script.app.calls).toContain("enableSandbox");
    expect(only(script.windows).options["webPreferences"]).toEqual({
      preload: expect.stringMatching(/preload\.cjs$/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
    });
  });

  it("shows our page and nothing else", async () => {
    const script = await started();
    expect(only(script.windows).url).toBe("app://crosschart/index.html");
  });

  it("stays where it is: no navigation, redirect, new window or embedded page", async () => {
    const { webContents } = only((await started()).windows);
    for (const name of [
      "will-navigate",
      "will-frame-navigate",
      "will-redirect",
      "will-attach-webview",
    ]) {
      const event = refusable();
      webContents.emit(name, event, "https://example.org/");
      expect([name, event.prevented]).toEqual([name, true]);
    }
    expect(webContents.openHandler?.({ url: "https://example.org/" })).toEqual({ action: "deny" });
  });

  it("is granted no permission but writing to the clipboard", async () => {
    const { handlers } = (await started()).session;
    const granted = (permission: string): boolean => {
      let answer = true;
      handlers["request"]?.(null, permission, (given: boolean) => (answer = given));
      expect(handlers["check"]?.(null, permission)).toBe(answer);
      return answer;
    };
    const asked = [
      "media",
      "geolocation",
      "notifications",
      "clipboard-read",
      "openExternal",
      "midi",
    ];
    expect(asked.filter(granted)).toEqual([]);
    expect(granted("clipboard-sanitized-write")).toBe(true);
    expect(handlers["device"]?.({})).toBe(false);
  });

  it("asks no network and downloads nothing", async () => {
    const { session } = await started();
    const cancelled = (url: string): boolean => {
      let answer = false;
      session.handlers["before-request"]?.({ url }, (given: { cancel: boolean }) => {
        answer = given.cancel;
      });
      return answer;
    };
    expect(cancelled("https://example.org/x.js")).toBe(true);
    expect(cancelled("http://127.0.0.1:1/")).toBe(true);
    expect(cancelled("file:///etc/passwd")).toBe(true);
    expect(cancelled("app://crosschart.example/")).toBe(true);
    expect(cancelled("app://crosschart/index.html")).toBe(false);
    const download = refusable();
    session.emit("will-download", download);
    expect(download.prevented).toBe(true);
  });

  it("comes back where it was closed, unless that place is gone", async () => {
    const first = only((await started()).windows);
    first.maximized = true;
    first.emit("close");
    const second = only((await started()).windows);
    expect(second.options).toMatchObject({ x: 11, y: 22, width: 1234, height: 777 });
    expect(second.calls).toContain("maximize");

    const kept = join(userData, "window.json");
    const away = { ...JSON.parse(await readFile(kept, "utf8")), x: 90_000 };
    for (const text of [JSON.stringify(away), "{", '{"x":1}', ""]) {
      await writeFile(kept, text);
      const { options } = only((await started()).windows);
      expect(options["x"]).toBeUndefined();
      expect(options).toMatchObject({ width: 1360, height: 860 });
    }
  });
});

describe("the host", () => {
  it("runs in a process of its own, and each page gets a port to it", async () => {
    const script = await started();
    const host = only(script.hosts);
    expect(host.program).toMatch(/host-process\.js$/);
    const window = only(script.windows);
    const before = host.posted.length;
    window.webContents.emit("did-finish-load");
    const given = only(host.posted.slice(before));
    expect(given.message).toEqual({ kind: "connect" });
    const sent = only(window.webContents.posted);
    expect(sent.channel).toBe("crosschart:host-port");
    const received = new Promise((done) => {
      only(given.ports).on("message", (event: { data: unknown }) => done(event.data));
    });
    only(given.ports).start();
    only(sent.ports).postMessage("from the page");
    expect(await received).toBe("from the page");
  });

  it("is started again when it ends by itself, with new ports, and not for ever", async () => {
    const script = await started();
    const window = only(script.windows);
    for (let restart = 1; restart <= 3; restart++) {
      script.hosts.at(-1)?.emit("exit", 1);
      expect(script.hosts).toHaveLength(restart + 1);
      expect(window.webContents.posted).toHaveLength(restart);
    }
    script.hosts.at(-1)?.emit("exit", 1);
    expect(script.hosts).toHaveLength(4);
    expect(script.boxes.at(-1)?.detail).toContain("What was done is stored.");
    expect(script.app.calls).toContain("quit");
  });

  it("says why it cannot open the workspace", async () => {
    const script = await started();
    const told = { kind: "refused", happened: "It is in use.", safe: "Safe.", todo: "Close it." };
    only(script.hosts).emit("message", told);
    expect(script.boxes.at(-1)?.detail).toBe("It is in use.\nSafe.\nClose it.");
    expect(script.app.calls).toContain("quit");
  });

  it("may finish writing before the application ends", async () => {
    const script = await started();
    const event = refusable();
    script.app.emit("will-quit", event);
    expect(event.prevented).toBe(true);
    expect(only(script.hosts).posted.at(-1)?.message).toEqual({ kind: "stop" });
    await vi.waitFor(() => expect(script.app.calls).toContain("quit"));
    const second = refusable();
    script.app.emit("will-quit", second);
    expect(second.prevented).toBe(false);
  });
});

describe("a second start", () => {
  it("brings the first window forward", async () => {
    const script = await started();
    const window = only(script.windows);
    window.minimized = true;
    script.app.emit("second-instance");
    expect(window.calls.slice(-3)).toEqual(["restore", "show", "focus"]);
  });

  it("opens no window and no host of its own", async () => {
    const script = scriptElectron({ first: false, userData });
    await runAgainst(script, "main");
    expect(script.app.calls).toContain("quit");
    expect(script.windows).toEqual([]);
    expect(script.hosts).toEqual([]);
  });
});

interface Item {
  readonly label?: string;
  readonly submenu?: readonly Item[];
  readonly click?: () => void;
}

/** Answers the menu's calls as the host would, and notes them. */
function answerCalls(
  port: ScriptedPort,
  answers: Readonly<Record<string, unknown>>,
): { name: string; input: unknown; key?: string }[] {
  const calls: { name: string; input: unknown; key?: string }[] = [];
  port.on("message", ({ data }: { data: { id: string; name: string; input: unknown } }) => {
    calls.push(data);
    const answer =
      data.name in answers
        ? { ok: true, reply: answers[data.name] }
        : { ok: false, fault: { code: "store", happened: "No.", safe: "Safe.", todo: "Do." } };
    port.postMessage({ kind: "answer", id: data.id, answer });
  });
  port.start();
  return calls;
}

describe("the menu", () => {
  const path = "/somewhere/our.crosschart";

  async function withMenu(answers: Readonly<Record<string, unknown>>) {
    const script = await started();
    const port = only(only(script.hosts).posted[0]?.ports ?? []);
    const recent = { files: [{ name: "our", path }] };
    const calls = answerCalls(port, { "workspace.recent": recent, ...answers });
    await vi.waitFor(() => expect(script.menus).toHaveLength(1));
    // The template that main built.
    const items = (script.menus[0] as readonly Item[]).flatMap((menu) => menu.submenu ?? []);
    const click = (label: RegExp): void => {
      const all = items.flatMap((item) => [item, ...(item.submenu ?? [])]);
      const found = all.find((item) => label.test(item.label?.replace("&", "") ?? ""));
      expect(found, String(label)).toBeDefined();
      found?.click?.();
    };
    return { script, calls, click };
  }

  it.each([
    [/^New workspace/, "workspace.create"],
    [/^Open workspace/, "workspace.open"],
  ])("%s calls the host with the chosen file", async (label, name) => {
    const { script, calls, click } = await withMenu({ [name]: {} });
    script.chosen = path;
    click(label);
    await vi.waitFor(() => expect(calls.at(-1)).toMatchObject({ name, input: { path } }));
    expect(calls.at(-1)?.key).toMatch(/.{8}/);
  });

  it("opens what was opened recently", async () => {
    const { calls, click } = await withMenu({ "workspace.open": {} });
    click(/^our$/);
    await vi.waitFor(() => expect(calls.at(-1)).toMatchObject({ name: "workspace.open" }));
  });

  it("asks nothing of the host when the dialog is cancelled", async () => {
    const { calls, click } = await withMenu({});
    click(/^Back up/);
    await new Promise((done) => setImmediate(done));
    expect(calls.map((call) => call.name)).toEqual(["workspace.recent"]);
  });

  it("says how large the copy is", async () => {
    const { script, click } = await withMenu({ "workspace.backUp": { bytes: 4096 } });
    script.chosen = path;
    click(/^Back up/);
    await vi.waitFor(() => expect(script.boxes.at(-1)?.detail).toContain("4096 bytes"));
  });

  it("shows a refusal in its three parts", async () => {
    const { script, click } = await withMenu({});
    script.chosen = path;
    click(/^Open workspace/);
    await vi.waitFor(() =>
      expect(script.boxes.at(-1)).toMatchObject({ message: "No.", detail: "Safe.\nDo." }),
    );
  });

  it("shows the log", async () => {
    const { script, click } = await withMenu({ "app.log": { lines: ["one line"] } });
    click(/^Log/);
    await vi.waitFor(() => expect(script.boxes.at(-1)?.detail).toBe("one line"));
  });
});
