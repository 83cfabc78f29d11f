import { EventEmitter } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { vi } from "vitest";

/** A stand-in for the module `electron` that records what it was asked and plays the events. */

export class ScriptedPort extends EventEmitter {
  readonly inner: MessagePort;
  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on("message", (data: unknown) => this.emit("message", { data }));
    inner.on("close", () => this.emit("close"));
  }
  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }
  start(): void {
    this.inner.start();
  }
  close(): void {
    this.inner.close();
  }
}

class ScriptedChannel {
  readonly port1: ScriptedPort;
  readonly port2: ScriptedPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    port2.unref();
    this.port1 = new ScriptedPort(port1);
    this.port2 = new ScriptedPort(port2);
  }
}

export class ScriptedContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  readonly posted: { channel: string; ports: readonly ScriptedPort[] }[] = [];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  postMessage(channel: string, _message: unknown, ports: readonly ScriptedPort[]): void {
    this.posted.push({ channel, ports });
  }
}

export class ScriptedWindow extends EventEmitter {
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents = new ScriptedContents();
  readonly calls: string[] = [];
  url = "";
  minimized = false;
  maximized = false;
  bounds = { x: 11, y: 22, width: 1234, height: 777 };
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    return Promise.resolve();
  }
  isMinimized = (): boolean => this.minimized;
  isMaximized = (): boolean => this.maximized;
  getNormalBounds = (): object => this.bounds;
  maximize = (): void => void this.calls.push("maximize");
  restore = (): void => void this.calls.push("restore");
  show = (): void => void this.calls.push("show");
  focus = (): void => void this.calls.push("focus");
}

export class ScriptedHost extends EventEmitter {
  readonly program: string;
  readonly args: readonly string[];
  readonly posted: { message: unknown; ports: readonly ScriptedPort[] }[] = [];
  killed = false;
  constructor(program: string, args: readonly string[]) {
    super();
    this.program = program;
    this.args = args;
  }
  postMessage(message: unknown, ports: readonly ScriptedPort[] = []): void {
    this.posted.push({ message, ports });
    if ((message as { kind: string }).kind === "stop") queueMicrotask(() => this.emit("exit", 0));
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

type Handler = (...args: readonly unknown[]) => unknown;

export interface Script {
  readonly app: EventEmitter & { readonly calls: string[]; isPackaged: boolean };
  readonly windows: ScriptedWindow[];
  readonly hosts: ScriptedHost[];
  readonly session: EventEmitter & { readonly handlers: Record<string, Handler> };
  readonly protocol: {
    schemes: unknown;
    handler: ((request: Request) => Promise<Response>) | null;
  };
  readonly menus: { label?: string; submenu?: unknown }[][];
  readonly boxes: { message: string; detail?: string }[];
  readonly shown: string[];
  readonly ipc: EventEmitter;
  /** What the next open or save dialog answers; null = cancelled. */
  chosen: string | null;
  readonly module: Record<string, unknown>;
}

/** @param options.first whether this instance gets the single-instance lock */
export function scriptElectron(options: { first: boolean; userData: string }): Script {
  const calls: string[] = [];
  const app = Object.assign(new EventEmitter(), {
    calls,
    isPackaged: true,
    whenReady: () => Promise.resolve(),
    enableSandbox: () => void calls.push("enableSandbox"),
    requestSingleInstanceLock: () => options.first,
    quit: () => void calls.push("quit"),
    getPath: () => options.userData,
    getVersion: () => "0.1.0",
  });
  const handlers: Record<string, Handler> = {};
  const keep =
    (name: string) =>
    (handler: Handler): void => {
      handlers[name] = handler;
    };
  const session = Object.assign(new EventEmitter(), {
    handlers,
    setPermissionRequestHandler: keep("request"),
    setPermissionCheckHandler: keep("check"),
    setDevicePermissionHandler: keep("device"),
    webRequest: { onBeforeRequest: keep("before-request") },
  });
  const protocol: Script["protocol"] = { schemes: null, handler: null };
  const script: Omit<Script, "module"> = {
    app,
    session,
    protocol,
    windows: [],
    hosts: [],
    menus: [],
    boxes: [],
    shown: [],
    ipc: new EventEmitter(),
    chosen: null,
  };
  const box = (...args: readonly unknown[]): Promise<{ response: number }> => {
    script.boxes.push(args.at(-1) as { message: string });
    return Promise.resolve({ response: 0 });
  };
  const module = {
    app,
    session: { defaultSession: session },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => void (protocol.schemes = schemes),
      handle: (_scheme: string, handler: (request: Request) => Promise<Response>) =>
        void (protocol.handler = handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    BrowserWindow: class extends ScriptedWindow {
      constructor(given: Readonly<Record<string, unknown>>) {
        super(given);
        script.windows.push(this);
        app.emit("web-contents-created", {}, this.webContents);
      }
    },
    MessageChannelMain: ScriptedChannel,
    utilityProcess: {
      fork: (program: string, args: readonly string[]) => {
        const host = new ScriptedHost(program, args);
        script.hosts.push(host);
        return host;
      },
    },
    Menu: {
      buildFromTemplate: (template: { label?: string }[]) => template,
      setApplicationMenu: (menu: { label?: string }[]) => void script.menus.push(menu),
    },
    dialog: {
      showMessageBox: box,
      showErrorBox: (message: string, detail: string) =>
        void script.boxes.push({ message, detail }),
      showOpenDialog: () =>
        Promise.resolve({
          canceled: script.chosen === null,
          filePaths: script.chosen === null ? [] : [script.chosen],
        }),
      showSaveDialog: () =>
        Promise.resolve({ canceled: script.chosen === null, filePath: script.chosen ?? "" }),
    },
    shell: { showItemInFolder: (path: string) => void script.shown.push(path) },
    clipboard: { writeText: () => Promise.resolve() },
    ipcRenderer: script.ipc,
  };
  return Object.assign(script, { module });
}

/** Loads one of electron/'s programs anew, against the script. */
export async function runAgainst(script: Script, program: "main" | "preload"): Promise<void> {
  vi.resetModules();
  vi.doMock("electron", () => ({ ...script.module, default: script.module }));
  if (program === "main") await import("../../electron/main.ts");
  else await import("../../electron/preload.ts");
  await vi.waitFor(() => {
    if (
      program === "main" &&
      script.app.calls.includes("quit") === false &&
      script.windows.length === 0
    )
      throw new Error("no window yet");
  });
}
