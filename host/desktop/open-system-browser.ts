import { spawn } from "node:child_process";
import { hasDisplay, isCi } from "./choose-door.ts";

/**
 * Shows an address in the user's own browser. Not in CI, without a display, or when
 * CROSSCHART_NO_OPEN is set; the address is printed in any case, so a failure is no loss.
 */
export function openSystemBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): void {
  if (env["CROSSCHART_NO_OPEN"] || isCi(env) || !hasDisplay({ env, platform })) return;
  // `start` is a word of cmd; its first quoted word is a title, and & in an address is quoted.
  const [program, args] =
    platform === "darwin"
      ? ["open", [url]]
      : platform === "win32"
        ? ["cmd.exe", ["/d", "/s", "/c", `"start "" "${url}""`]]
        : ["xdg-open", [url]];
  const child = spawn(program, args, {
    stdio: "ignore",
    detached: true,
    windowsVerbatimArguments: platform === "win32",
  });
  child.on("error", () => {});
  child.unref();
}
