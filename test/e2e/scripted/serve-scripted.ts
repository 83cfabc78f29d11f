import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer, type WebSocket } from "ws";
import { contract, type CallName, type Reply } from "../../../api/contract.ts";
import { requestEnvelope, type Area } from "../../../api/envelope.ts";
import type { CallFault } from "../../../api/fault.ts";

/** What a scripted host answers; a function sees the input. Calls that are missing are refused. */
export type Script = {
  readonly [N in CallName]?: Reply<N> | ((input: unknown) => Reply<N> | { fault: CallFault });
};

export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

export interface ScriptedHost {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly announce: (areas: readonly Area[]) => void;
  /** Keeps the answers of a call back; what it returns lets them go. */
  readonly hold: (name: CallName) => () => void;
  /** Ends every connection; the page has to come back by itself. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** As strict as the real door. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const pages = fileURLToPath(new URL("../../../dist/renderer", import.meta.url));

const missing = (name: string): CallFault => ({
  code: "not-found",
  happened: `The script has no answer to ${name}.`,
  safe: "This is a test.",
  todo: "Write one.",
});

/** A finding has a fault too; only that of a call has a code. */
function isRefusal(reply: unknown): reply is { fault: CallFault } {
  if (typeof reply !== "object" || reply === null || !("fault" in reply)) return false;
  return typeof reply.fault === "object" && reply.fault !== null && "code" in reply.fault;
}

function answerOf(script: Script, name: string, input: unknown): object {
  // the schemas below read what the script gives
  const given: unknown = (script as Record<string, unknown>)[name];
  const reply: unknown = typeof given === "function" ? given(input) : given;
  if (reply === undefined) return { ok: false, fault: missing(name) };
  if (isRefusal(reply)) return { ok: false, fault: reply.fault };
  const call = Object.entries(contract).find(([each]) => each === name)?.[1];
  return { ok: true, reply: call?.reply.parse(reply) };
}

/** The renderer's own files and a host that is scripted: for states the real host shows rarely. */
export async function serveScripted(script: Script): Promise<ScriptedHost> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
    const file = join(pages, path === "/" ? "index.html" : path);
    readFile(file).then(
      (bytes) => {
        response.writeHead(200, {
          "content-type": types[extname(file)] ?? "application/octet-stream",
          "content-security-policy": policy,
        });
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server });
  const held = new Map<string, (() => void)[]>();
  const listen = (socket: WebSocket) => {
    socket.on("message", (data) => {
      const request = requestEnvelope.parse(JSON.parse(String(data)));
      if (request.kind === "cancel") return;
      asked.push({ name: request.name, input: request.input });
      const answer = answerOf(script, request.name, request.input);
      const send = () => socket.send(JSON.stringify({ kind: "answer", id: request.id, answer }));
      const waiting = held.get(request.name);
      if (waiting === undefined) send();
      else waiting.push(send);
    });
  };
  sockets.on("connection", listen);
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    announce: (areas) => {
      for (const socket of sockets.clients) {
        socket.send(JSON.stringify({ kind: "changed", areas }));
      }
    },
    hold: (name) => {
      held.set(name, []);
      return () => {
        for (const send of held.get(name) ?? []) send();
        held.delete(name);
      };
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}
