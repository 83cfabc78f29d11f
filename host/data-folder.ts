import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The user's data folder: workspaces, settings, runs. `CROSSCHART_DATA` overrides it.
 * @param env the process environment
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  if (env["CROSSCHART_DATA"]) return env["CROSSCHART_DATA"];
  if (platform === "win32")
    return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Crosschart");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Crosschart");
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "crosschart");
}
