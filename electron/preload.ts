import { ipcRenderer } from "electron";
import { pageOrigin, portChannel, portMessage } from "./page-address.ts";

/**
 * All that the page gets from the desktop: the host's port, passed on as it comes. No function, no
 * object is exposed. Another page in this window, should there ever be one, gets nothing.
 */
ipcRenderer.on(portChannel, (event) => {
  if (window.location.origin !== pageOrigin) return;
  window.postMessage(portMessage, pageOrigin, event.ports);
});
