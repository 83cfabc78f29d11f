/** Where the page of the desktop window comes from; nothing else is ever loaded. */
export const pageScheme = "app";
export const pageHost = "crosschart";
export const pageOrigin = `${pageScheme}://${pageHost}`;
export const pageUrl = `${pageOrigin}/index.html`;

/** From main to preload: a port to the host. */
export const portChannel = "crosschart:host-port";
/** From preload to page (renderer/shell/desktop/connect-port.ts waits for it). */
export const portMessage = "crosschart:port";
