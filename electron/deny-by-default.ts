import type { App, Session, WebContents } from "electron";
import { pageOrigin } from "./page-address.ts";

/** Nothing that a page may ask of a browser is granted, save reading its own files. */
export function denyOfSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(isHarmless(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOurs(details.url) });
  });
}

/** Copying a value or an address to the clipboard at the user's click. */
function isHarmless(permission: string): boolean {
  return permission === "clipboard-sanitized-write";
}

function isOurs(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`) || url.startsWith("devtools://");
}

/** Every page stays where it is and opens nothing. */
export function denyOfPages(app: App): void {
  app.on("web-contents-created", (_event, contents) => denyOfPage(contents));
}

function denyOfPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
}
