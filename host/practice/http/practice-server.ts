import { timingSafeEqual } from "node:crypto";
import fastify from "fastify";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { writeJson } from "../json/lossless-tree.ts";
import type { Json } from "../json/lossless-tree.ts";
import { UnreadableJson } from "../json/unreadable-json.ts";
import { epochHeader } from "./call-fhir.ts";
import { FhirRefusal, operationOutcome } from "../fhir/refusal.ts";
import type { IssueCode } from "../fhir/refusal.ts";

type Refuse = (reply: FastifyReply, status: number, code: IssueCode, says: string) => FastifyReply;

const bodyLimitBytes = 20 * 1024 * 1024;
const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A port that somebody else has; the message is a sentence for the user. */
export class PortBusy extends Error {}

/**
 * An HTTP server on 127.0.0.1 that answers every error with an OperationOutcome, refuses foreign
 * Host and Origin headers and bodies over 20 MB, and hands bodies on as bytes. With `key`, every
 * path under /fhir needs it as bearer token. `epoch` counts the resets: what another practice
 * system sent before the last one is refused. `tell` gives errors another shape.
 */
export function makeServer(options: {
  readonly key?: string | null;
  readonly epoch?: () => number;
  readonly tell?: (code: IssueCode, says: string) => Json;
}): FastifyInstance {
  const { key = null, epoch } = options;
  const tell =
    options.tell ??
    ((code: IssueCode, says: string): Json => operationOutcome("error", code, says));
  const refuse: Refuse = (reply, status, code, says) =>
    sendFhir(reply.code(status), tell(code, says));
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/fhir+json", "application/json", "application/x-www-form-urlencoded"],
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body),
  );
  app.addHook("onRequest", async (request) => checkCaller(request, key));
  // After the body was read, so that nothing sent before a reset is stored after it.
  app.addHook("preHandler", async (request) => {
    const sent = request.headers[epochHeader];
    if (epoch && sent !== undefined && sent !== String(epoch())) {
      throw new FhirRefusal(409, "conflict", "The practice was reset since this was sent.");
    }
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => sendError(error, reply, refuse));
  app.setNotFoundHandler(async (request, reply) =>
    refuse(reply, 404, "not-found", `There is nothing at ${request.method} of this address.`),
  );
  return app;
}

function checkCaller(request: FastifyRequest, key: string | null): void {
  if (!loopbackNames.has(nameOf(request.headers.host ?? ""))) {
    throw new FhirRefusal(403, "security", "This server answers to loopback names only.");
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host ?? ""}`) {
    throw new FhirRefusal(403, "security", "Requests from other web pages are refused.");
  }
  // The route, not the address: an address can be written in many ways.
  const route = request.routeOptions.url ?? "";
  if (key === null || !route.startsWith("/fhir") || route === "/fhir/metadata") return;
  const given = Buffer.from(/^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
  const wanted = Buffer.from(key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new FhirRefusal(401, "login", "A bearer token is needed, and this is not it.");
  }
}

function nameOf(host: string): string {
  return host.replace(/:\d*$/, "").toLowerCase();
}

function sendError(error: FastifyError, reply: FastifyReply, refuse: Refuse): unknown {
  if (error instanceof FhirRefusal) {
    if (error.status === 401) reply.header("WWW-Authenticate", 'Bearer realm="practice"');
    return refuse(reply, error.status, error.code, error.message);
  }
  if (error instanceof UnreadableJson) return refuse(reply, 400, "structure", error.message);
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return refuse(reply, 413, "too-long", "The body is larger than 20 MB; nothing was read.");
  }
  if (status === 415) {
    return refuse(reply, 415, "not-supported", "Send application/fhir+json.");
  }
  if (status < 500) return refuse(reply, status, "invalid", error.message);
  return refuse(reply, 500, "exception", "The practice server failed on this request.");
}

/** Sends a resource as `application/fhir+json`, numbers with the digits they came in with. */
export function sendFhir(reply: FastifyReply, resource: Json): FastifyReply {
  return reply
    .header("Content-Type", "application/fhir+json; charset=utf-8")
    .header("Cache-Control", "no-store")
    .header("X-Content-Type-Options", "nosniff")
    .send(Buffer.from(writeJson(resource), "utf8"));
}

/** The bytes of a request's body; empty when there is none. */
export function bodyOf(request: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
}

/** Listens on 127.0.0.1 (0 = a free port) and gives the port. Throws PortBusy. */
export async function listen(app: FastifyInstance, port: number, name: string): Promise<number> {
  const address = await portOr(port, name, app.listen({ host: "127.0.0.1", port }));
  return Number(new URL(address).port);
}

/** What listening at a port comes to. Throws PortBusy. */
export async function portOr<T>(port: number, name: string, listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      throw new PortBusy(
        `Port ${port} for the practice ${name} is used by another program. Choose another one with --port, or leave it out.`,
      );
    }
    if (error instanceof Error && "code" in error && error.code === "EACCES") {
      throw new PortBusy(
        `Port ${port} for the practice ${name} may not be opened by this account.`,
      );
    }
    throw error;
  }
}
