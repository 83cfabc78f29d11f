import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { readAsset } from "./serve-assets.ts";
import type { ContractDoor } from "./serve-contract.ts";

export interface BrowserDoorOptions {
  readonly door: ContractDoor;
  /** The built page, dist/renderer. */
  readonly assets: string;
  /** A free one unless told. */
  readonly port?: number;
}

export interface BrowserDoor {
  /** What a person opens: holds the token of this start. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A message of the page is small; a profile that it sends is the largest. */
const largestMessage = 8 * 1024 * 1024;
/** A page that does not read what it is sent is let go. */
const largestBacklog = 256 * 1024 * 1024;
const loopback = "127.0.0.1";

/** The page may load what this server serves, talk to it, and nothing else. */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

function headersFor(host: string): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentSecurityPolicy(host),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieOf(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

/**
 * Serves the page and the contract to a browser on this computer (decisions.md; issue 2, 13): bound
 * to 127.0.0.1; only for requests that name this very host and port; only for a browser that was
 * opened with the token of this start, which it trades for a cookie that no script can read.
 *
 * Blind spot: cookies do not tell ports apart, so another server of the same user on 127.0.0.1 that
 * the same browser visits is sent the cookie.
 */
export async function serveBrowser(options: BrowserDoorOptions): Promise<BrowserDoor> {
  const { door, assets } = options;
  const token = secret();
  const session = secret();
  let host = "";
  let cookieName = "";
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    // A name that was made to point here (DNS rebinding) is not ours.
    if (request.headers.host !== host) return { status: 421, says: "This is not the address." };
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) {
      return { status: 403, says: "Another page may not ask here." };
    }
    const site = request.headers["sec-fetch-site"];
    if (site === "cross-site" && request.headers["sec-fetch-mode"] !== "navigate") {
      return { status: 403, says: "Another page may not ask here." };
    }
    return null;
  };
  const isKnown = (request: IncomingMessage): boolean =>
    same(cookieOf(request, cookieName), session);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headersFor(host))) response.setHeader(name, value);
    const refusal = refusalOf(request);
    if (refusal) return refuse(response, refusal);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return refuse(response, { status: 405, says: "Pages are only read here." });
    }
    const url = new URL(request.url ?? "/", `http://${host}`);
    if (url.pathname === "/" && same(url.searchParams.get("token") ?? "", token)) {
      const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
      response.writeHead(303, { "set-cookie": cookie, location: "/" });
      response.end();
      return;
    }
    if (!isKnown(request)) return refuse(response, strangerRefusal);
    const asset = await readAsset(assets, url.pathname);
    if (!asset) return refuse(response, { status: 404, says: "There is nothing here." });
    response.writeHead(200, { "content-type": asset.type, "content-length": asset.bytes.length });
    response.end(request.method === "HEAD" ? undefined : asset.bytes);
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname } = new URL(request.url ?? "/", `http://${host}`);
    const refusal =
      refusalOf(request) ??
      // Browsers always say where a WebSocket comes from; who does not is no page of ours.
      (request.headers.origin === undefined || !isKnown(request) ? strangerRefusal : null) ??
      (pathname === "/wire" ? null : { status: 404, says: "There is nothing here." });
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serveSocket(door, opened));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    try {
      upgrade(request, socket, head);
    } catch {
      // An address that is none.
      socket.destroy();
    }
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(options.port ?? 0, loopback, () => listening());
  });
  // A listening TCP server has an address of this form.
  const { port } = server.address() as AddressInfo;
  host = `${loopback}:${port}`;
  cookieName = `crosschart-${port}`;
  return {
    url: `http://${host}/?token=${token}`,
    port,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly says: string;
}

const strangerRefusal: Refusal = {
  status: 403,
  says:
    "This page was not opened with the address that Crosschart printed, or Crosschart was started " +
    "again since. Open the whole printed address, with its token.",
};

function refuse(response: ServerResponse, { status, says }: Refusal): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${says}\n`);
}

/** JSON text frames, one envelope each. Whoever sends something else is let go. */
function serveSocket(door: ContractDoor, socket: WebSocket): void {
  const caller = door.connect((envelope) => {
    if (socket.bufferedAmount > largestBacklog) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(envelope));
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary || !caller.receive(parse(String(data)))) socket.close(1008, "not an envelope");
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => caller.gone());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
