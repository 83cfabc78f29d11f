import { join } from "node:path";
import { app, dialog, protocol, session, type BrowserWindow } from "electron";
import { denyOfPages, denyOfSession } from "./deny-by-default.ts";
import { HostLink } from "./host-link.ts";
import { showMenu } from "./menu.ts";
import { declarePageScheme, servePage } from "./page-protocol.ts";
import { openPageWindow, showWindow } from "./page-window.ts";

/** The desktop door: one window, one host process, and a port between them. */

const folder = import.meta.dirname;
let window: BrowserWindow | null = null;
let link: HostLink | null = null;

function askedWorkspace(): string | null {
  const flag = process.argv.find((word) => word.startsWith("--workspace="));
  return flag === undefined ? null : flag.slice("--workspace=".length);
}

async function showMenuAgain(): Promise<void> {
  if (link === null) return;
  const client = link.client;
  const parts = { window: () => window, client: () => client, devTools: !app.isPackaged };
  client.onChanged((areas) => {
    if (areas.includes("workspace") || areas.includes("app")) void showMenu(parts);
  });
  await showMenu(parts);
}

function openWindow(host: HostLink): void {
  window = openPageWindow({
    preload: join(folder, "preload.cjs"),
    stateFile: join(app.getPath("userData"), "window.json"),
    devTools: !app.isPackaged,
    loaded: (loaded) => host.connectPage(loaded),
  });
  window.on("closed", () => (window = null));
}

async function open(): Promise<void> {
  await app.whenReady();
  denyOfSession(session.defaultSession);
  servePage(protocol, join(folder, "..", "renderer"));
  const host = new HostLink({
    program: join(folder, "host-process.js"),
    workspace: askedWorkspace(),
    started: () => {
      if (window !== null) host.connectPage(window);
      void showMenuAgain();
    },
    gaveUp: (says) => {
      dialog.showErrorBox("Crosschart has to close", says);
      app.quit();
    },
  });
  link = host;
  openWindow(host);
  void showMenuAgain();
  app.on("activate", () => {
    if (window === null) openWindow(host);
  });
}

declarePageScheme(protocol);
app.enableSandbox();
denyOfPages(app);

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", () => {
    if (window !== null) showWindow(window);
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    if (link === null) return;
    const stopping = link;
    link = null;
    event.preventDefault();
    void stopping.stop().finally(() => app.quit());
  });
  void open();
} else {
  app.quit();
}
