import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Area } from "../api/envelope.ts";
import { openOrCreateWorkspace, type OpenOptions } from "../db/open-workspace.ts";
import type { Area as StoreArea, Workspace } from "../db/stores.ts";
import { openSettings, type SettingsFile } from "./app-settings.ts";

/** What the handlers of all areas share: the open workspace, settings, announcements, the log. */
export interface Host {
  readonly folder: string;
  readonly door: "desktop" | "browser";
  readonly version: string;
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: SettingsFile;
  /** The open workspace. Asked for anew in every call: it changes when another file is opened. */
  readonly workspace: () => Workspace;
  /** Opens another file as the workspace, or makes it; the one before is closed. */
  readonly useWorkspace: (path: string) => Promise<Workspace>;
  /** The practice campaign's own file. */
  readonly practicePath: string;
  readonly inPractice: () => boolean;
  readonly announce: (areas: readonly Area[]) => void;
  readonly onChanged: (listener: (areas: readonly Area[]) => void) => () => void;
  /** Adds a line without patient values. */
  readonly log: (says: string) => void;
  readonly logLines: (limit: number) => readonly string[];
  /** Run before the workspace changes hands and before the host closes, last added first. */
  readonly beforeSwitch: (work: () => Promise<void>) => void;
  readonly close: () => Promise<void>;
}

export interface HostOptions {
  readonly folder: string;
  readonly door: "desktop" | "browser";
  readonly version: string;
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A workspace to open; null opens the last one, else `default.crosschart`. */
  readonly workspace: string | null;
}

const areaOf: Readonly<Record<StoreArea, Area>> = {
  people: "people",
  campaigns: "workspace",
  runs: "runs",
  cases: "cases",
  exchanges: "runs",
  cleanup: "runs",
  assessments: "assessments",
  // A screen of a run shows what its probes said.
  probes: "runs",
  rules: "connections",
  settings: "app",
  ledger: "ledger",
};

const keptLogLines = 1000;

/**
 * Opens settings and workspace.
 * @throws StoreRefusal where the workspace cannot be opened: in use, foreign, damaged, too new
 */
export async function openHost(options: HostOptions): Promise<Host> {
  const settings = await openSettings(options.folder);
  const listeners = new Set<(areas: readonly Area[]) => void>();
  const lines: string[] = [];
  const switching: (() => Promise<void>)[] = [];
  const practicePath = join(options.folder, "practice.crosschart");

  const announce = (areas: readonly Area[]): void => {
    for (const listener of listeners) listener(areas);
  };
  const log = (says: string): void => {
    lines.push(`${options.now().toISOString()} ${says}`);
    if (lines.length > keptLogLines) lines.shift();
  };
  const openOptions: OpenOptions = {
    ownerName: options.door === "desktop" ? "the Crosschart window" : "Crosschart in the browser",
    appVersion: options.version,
    now: options.now,
  };
  const open = async (path: string): Promise<Workspace> => {
    const workspace = await openOrCreateWorkspace(path, openOptions);
    workspace.onChanged((areas) => announce([...new Set(areas.map((area) => areaOf[area]))]));
    await settings.change({
      recent: [
        workspace.path,
        ...settings.current().recent.filter((each) => each !== workspace.path),
      ].slice(0, 10),
    });
    log(`Opened ${basename(workspace.path)}.`);
    return workspace;
  };

  let workspace = await open(firstPath(options, settings));
  await record(workspace, "application.started", options.version);

  return {
    folder: options.folder,
    door: options.door,
    version: options.version,
    now: options.now,
    env: options.env,
    settings,
    workspace: () => workspace,
    useWorkspace: async (path) => {
      if (path === workspace.path) return workspace;
      // The new file first: if it cannot be opened, everything stays as it is.
      const next = await open(path);
      for (const work of switching.toReversed()) await work();
      await workspace.close();
      workspace = next;
      announce(["workspace", "people", "runs", "cases", "assessments", "ledger", "connections"]);
      return workspace;
    },
    practicePath,
    inPractice: () => workspace.path === practicePath,
    announce,
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log,
    logLines: (limit) => lines.slice(-limit),
    beforeSwitch: (work) => switching.push(work),
    close: async () => {
      for (const work of switching.toReversed()) await work();
      await record(workspace, "application.stopped", options.version);
      await workspace.close();
    },
  };
}

/** The asked file; else the one opened last, where it still stands; else the default one. */
function firstPath(options: HostOptions, settings: SettingsFile): string {
  const last = settings.current().recent[0];
  if (options.workspace !== null) return options.workspace;
  return last !== undefined && existsSync(last) ? last : join(options.folder, "default.crosschart");
}

function record(
  workspace: Workspace,
  type: "application.started" | "application.stopped",
  version: string,
): Promise<unknown> {
  return workspace.tick((stores) =>
    stores.ledger.append({
      type,
      actor: "system",
      role: null,
      subject: "application",
      data: { version },
    }),
  );
}
