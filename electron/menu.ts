import { app, clipboard, dialog, Menu, shell } from "electron";
import type { BrowserWindow, MenuItemConstructorOptions } from "electron";
import type { Answer } from "../api/envelope.ts";
import type { HostClient } from "./host-client.ts";

export interface MenuParts {
  readonly window: () => BrowserWindow | null;
  readonly client: () => HostClient;
  readonly devTools: boolean;
}

const workspaceFiles = [{ name: "Crosschart workspace", extensions: ["crosschart"] }];

/** Builds the menu with what was opened recently; called again whenever that may have changed. */
export async function showMenu(parts: MenuParts): Promise<void> {
  const answer = await parts.client().call("workspace.recent", {});
  const recent = answer.ok ? answer.reply.files : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(parts, recent)));
}

function template(
  parts: MenuParts,
  recent: readonly { readonly name: string; readonly path: string }[],
): MenuItemConstructorOptions[] {
  const open = (path: string): void =>
    void tell(parts, parts.client().call("workspace.open", { path }));
  const recentItems: MenuItemConstructorOptions[] = recent.map(({ name, path }) => ({
    label: name,
    toolTip: path,
    click: () => open(path),
  }));
  const none: MenuItemConstructorOptions = { label: "Nothing opened yet", enabled: false };
  const developer: MenuItemConstructorOptions[] = parts.devTools
    ? [{ role: "toggleDevTools" }]
    : [];
  return [
    ...(process.platform === "darwin" ? [{ role: "appMenu" } as const] : []),
    {
      label: "&File",
      submenu: [
        { label: "&New workspace…", accelerator: "CmdOrCtrl+N", click: () => void create(parts) },
        { label: "&Open workspace…", accelerator: "CmdOrCtrl+O", click: () => void choose(parts) },
        { label: "Open &recent", submenu: recentItems.length > 0 ? recentItems : [none] },
        { type: "separator" },
        { label: "Show in &folder", click: () => void showInFolder(parts) },
        { label: "&Back up…", click: () => void backUp(parts) },
        { type: "separator" },
        { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        ...developer,
      ],
    },
    { role: "windowMenu" },
    {
      role: "help",
      submenu: [
        { label: "&Log (holds no patient values)", click: () => void showLog(parts) },
        { label: "&Versions", click: () => void showVersions(parts) },
        { label: "&Catalogues", click: () => void showCatalogues(parts) },
      ],
    },
  ];
}

async function create(parts: MenuParts): Promise<void> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: "New workspace",
    defaultPath: "workspace.crosschart",
    filters: workspaceFiles,
  });
  if (canceled || filePath === "") return;
  await tell(parts, parts.client().call("workspace.create", { path: filePath }));
}

async function choose(parts: MenuParts): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: "Open workspace",
    properties: ["openFile"],
    filters: workspaceFiles,
  });
  const path = filePaths[0];
  if (canceled || path === undefined) return;
  await tell(parts, parts.client().call("workspace.open", { path }));
}

async function backUp(parts: MenuParts): Promise<void> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: "Back up the workspace",
    defaultPath: "backup.crosschart",
    filters: workspaceFiles,
  });
  if (canceled || filePath === "") return;
  const answer = await tell(parts, parts.client().call("workspace.backUp", { path: filePath }));
  if (answer.ok) await say("The copy is complete.", `${filePath}\n${answer.reply.bytes} bytes`);
}

async function showInFolder(parts: MenuParts): Promise<void> {
  const answer = await tell(parts, parts.client().call("workspace.home", {}));
  if (answer.ok) shell.showItemInFolder(answer.reply.path);
}

async function showLog(parts: MenuParts): Promise<void> {
  const answer = await tell(parts, parts.client().call("app.log", { limit: 200 }));
  if (!answer.ok) return;
  const lines = answer.reply.lines;
  const { response } = await dialog.showMessageBox({
    message: lines.length === 0 ? "The log is empty." : "The last lines of the log",
    detail: lines.slice(-20).join("\n"),
    buttons: ["Close", "Copy all"],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) await clipboard.writeText(lines.join("\n"));
}

async function showVersions(parts: MenuParts): Promise<void> {
  const answer = await parts.client().call("app.about", {});
  const { electron, chrome, node } = process.versions;
  const host = answer.ok ? `Host: Node ${answer.reply.node}` : "Host: does not answer";
  const detail = `Electron ${electron}\nChromium ${chrome}\nNode ${node}\n${host}`;
  await say(`Crosschart ${app.getVersion()}`, detail);
}

async function showCatalogues(parts: MenuParts): Promise<void> {
  const answer = await tell(parts, parts.client().call("app.about", {}));
  if (!answer.ok) return;
  await say(
    `Catalogues ${answer.reply.catalogue}`,
    "Fields, ways in which data is dirty, and translation faults. " +
      "The commands fields, mess and faults print them.",
  );
}

/** Shows a fault in its three parts; a menu item never fails silently. */
async function tell<R>(parts: MenuParts, answering: Promise<Answer<R>>): Promise<Answer<R>> {
  const answer = await answering;
  if (!answer.ok) {
    const { happened, safe, todo } = answer.fault;
    const box = { type: "error", message: happened, detail: `${safe}\n${todo}` } as const;
    const window = parts.window();
    await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box));
  }
  return answer;
}

async function say(message: string, detail: string): Promise<void> {
  await dialog.showMessageBox({ message, detail });
}
