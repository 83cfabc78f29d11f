import { BrowserWindow, screen } from "electron";
import { pageUrl } from "./page-address.ts";
import { keepWindowState, readWindowState, smallestWindow } from "./window-state.ts";

export interface PageWindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  /** Developer tools, in a build that is not packaged. */
  readonly devTools: boolean;
  /** Called each time the page has been loaded and waits for the host's port. */
  readonly loaded: (window: BrowserWindow) => void;
}

/** The one window: sandboxed, isolated, showing our page. */
export function openPageWindow(options: PageWindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = readWindowState(options.stateFile, screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: "Crosschart",
    webPreferences: {
      preload: options.preload,
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
      devTools: options.devTools,
    },
  });
  if (maximized === true) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.webContents.on("did-finish-load", () => options.loaded(window));
  window.on("close", () => {
    const { x, y, width, height } = window.getNormalBounds();
    keepWindowState(options.stateFile, { x, y, width, height, maximized: window.isMaximized() });
  });
  void window.loadURL(pageUrl);
  return window;
}

/** Brings the window to the user. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
