import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Protocol } from "electron";
import { pageHost, pageScheme } from "./page-address.ts";

/** The page may run its own scripts and styles and nothing else: no network, no inline code. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".map": "application/json",
};

/** Must run before the application is ready. */
export function declarePageScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built page, and nothing beside it, under `app://crosschart/`.
 * @param folder dist/renderer
 */
export function servePage(protocol: Protocol, folder: string): void {
  protocol.handle(pageScheme, (request) => answerPage(folder, request));
}

async function answerPage(folder: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.host !== pageHost) return refusal(404);
  const type = types[extname(url.pathname)];
  if (type === undefined) return refusal(404);
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, decodeURIComponent(url.pathname)));
    if (!path.startsWith(root + sep)) return refusal(404);
    const headers = {
      "content-type": type,
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    };
    return new Response(await readFile(path), { status: 200, headers });
  } catch {
    return refusal(404);
  }
}

function refusal(status: number): Response {
  return new Response("", {
    status,
    headers: { "content-security-policy": contentSecurityPolicy },
  });
}
