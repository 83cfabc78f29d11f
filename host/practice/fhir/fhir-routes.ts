import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { listOf, objectOf, readJson, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { bodyOf, sendFhir } from "../http/practice-server.ts";
import { capabilityStatement } from "./capability-statement.ts";
import type { Interactions, Outcome } from "./interactions.ts";
import { checkId, checkType } from "./interactions.ts";
import { recordKeyOf } from "./record-key.ts";
import { processBundle } from "./process-bundle.ts";
import { FhirRefusal, operationOutcome } from "./refusal.ts";
import type { Stored } from "./resource-store.ts";

interface TypeParams {
  type: string;
}
interface IdParams extends TypeParams {
  id: string;
}

/** What a write is followed by, e.g. an answer that is never given. */
export type AfterWrite = (reply: FastifyReply, key: string) => boolean;

export interface WriteHooks {
  readonly before?: () => Promise<void>;
  /** May refuse a write by throwing FhirRefusal, before anything is stored. */
  readonly refuse?: (key: string) => void;
  readonly after?: AfterWrite;
  /** May answer with another place than that of the record. */
  readonly located?: (type: string, id: string) => string;
}

/** The FHIR R4 REST interface of one system under `/fhir`. */
export function addFhirRoutes(
  app: FastifyInstance,
  interactions: Interactions,
  about: { name: string; started: string; auth: boolean },
  hooks: WriteHooks = {},
): void {
  const afterWrite: AfterWrite = hooks.after ?? (() => true);
  const { before, refuse, located = (_type: string, id: string): string => id } = hooks;
  if (before) {
    app.addHook("preHandler", async (request) => {
      if (request.method === "POST" || request.method === "PUT") await before();
    });
  }
  const answer = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome): unknown => {
    if (!afterWrite(reply, recordKeyOf(outcome.stored?.resource ?? {}, ""))) return reply;
    return sendOutcome(interactions, request, reply, outcome, located);
  };
  const written = (request: FastifyRequest): Json => {
    const body = jsonBody(request);
    refuse?.(recordKeyOf(objectOf(body) ?? {}, ""));
    return body;
  };

  app.get("/fhir/metadata", async (_request, reply) =>
    sendFhir(
      reply,
      capabilityStatement({ ...about, base: interactions.base(), date: about.started }),
    ),
  );

  app.post("/fhir", async (request, reply) => {
    const body = jsonBody(request);
    const whole = preferred(request, "return") === "representation";
    const first = writtenRecord(body);
    if (first !== null) refuse?.(first);
    const response = processBundle(interactions, body, whole);
    if (first !== null && !afterWrite(reply, first)) return reply;
    return sendFhir(reply, hooks.located ? elsewhere(response, located) : response);
  });

  app.get<{ Params: TypeParams }>("/fhir/:type", async (request, reply) => {
    const strict = preferred(request, "handling") === "strict";
    return sendFhir(reply, interactions.search(request.params.type, queryOf(request), strict));
  });

  app.post<{ Params: TypeParams }>("/fhir/:type/_search", async (request, reply) => {
    const params = queryOf(request);
    const form = new URLSearchParams(new TextDecoder().decode(bodyOf(request)));
    for (const [key, value] of form) params.append(key, value);
    const strict = preferred(request, "handling") === "strict";
    return sendFhir(reply, interactions.search(request.params.type, params, strict));
  });

  app.post<{ Params: TypeParams }>("/fhir/:type", async (request, reply) => {
    const condition = request.headers["if-none-exist"];
    const ifNoneExist = typeof condition === "string" ? condition : null;
    const { type } = request.params;
    return answer(request, reply, interactions.create(type, written(request), ifNoneExist));
  });

  app.put<{ Params: TypeParams }>("/fhir/:type", async (request, reply) => {
    const query = queryOf(request).toString();
    const { type } = request.params;
    const body = written(request);
    return answer(
      request,
      reply,
      interactions.conditionalUpdate(type, query, body, ifMatch(request)),
    );
  });

  app.delete<{ Params: TypeParams }>("/fhir/:type", async (request, reply) => {
    const outcome = interactions.conditionalRemove(
      request.params.type,
      queryOf(request).toString(),
    );
    return sendOutcome(interactions, request, reply, outcome);
  });

  app.get<{ Params: IdParams }>("/fhir/:type/:id", async (request, reply) => {
    const { type, id } = checked(request.params);
    const stored = interactions.read(type, id);
    if (request.headers["if-none-match"] === `W/"${stored.version}"`) return reply.code(304).send();
    return sendFhir(versionHeaders(reply, stored), interactions.rendered(stored));
  });

  app.put<{ Params: IdParams }>("/fhir/:type/:id", async (request, reply) => {
    const { type, id } = checked(request.params);
    return answer(
      request,
      reply,
      interactions.update(type, id, written(request), ifMatch(request)),
    );
  });

  app.delete<{ Params: IdParams }>("/fhir/:type/:id", async (request, reply) => {
    const { type, id } = checked(request.params);
    return sendOutcome(
      interactions,
      request,
      reply,
      interactions.remove(type, id, ifMatch(request)),
    );
  });

  app.get<{ Params: IdParams }>("/fhir/:type/:id/_history", async (request, reply) => {
    const { type, id } = checked(request.params);
    return sendFhir(reply, interactions.history(type, id));
  });

  app.get<{ Params: IdParams & { version: string } }>(
    "/fhir/:type/:id/_history/:version",
    async (request, reply) => {
      const { type, id } = checked(request.params);
      const stored = interactions.store.readVersion(type, id, Number(request.params.version));
      return sendFhir(versionHeaders(reply, stored), interactions.rendered(stored));
    },
  );
}

/** A response Bundle whose entries name other places. */
function elsewhere(bundle: JsonObject, located: (type: string, id: string) => string): JsonObject {
  for (const entry of listOf(bundle["entry"])) {
    const response = objectOf(objectOf(entry)?.["response"]);
    const location = stringOf(response?.["location"]);
    if (!response || location === null) continue;
    response["location"] = location.replace(
      /([A-Z][A-Za-z]+)\/([^/]+)(?=\/_history\/)/,
      (_, type: string, id: string) => `${type}/${located(type, id)}`,
    );
  }
  return bundle;
}

/** Key of the first record that a Bundle writes, null when it writes none. */
function writtenRecord(body: Json): string | null {
  for (const entry of listOf(objectOf(body)?.["entry"])) {
    const resource = objectOf(objectOf(entry)?.["resource"]);
    if (resource) return recordKeyOf(resource, "");
  }
  return null;
}

function checked<T extends IdParams>(params: T): T {
  checkType(params.type);
  checkId(params.id);
  return params;
}

function jsonBody(request: FastifyRequest): Json {
  const type = request.headers["content-type"] ?? "";
  if (!type.includes("json")) {
    throw new FhirRefusal(415, "not-supported", "Send application/fhir+json.");
  }
  const charset = /charset=["']?([^;"']+)/i.exec(type)?.[1];
  if (charset !== undefined && charset.toLowerCase() !== "utf-8") {
    throw new FhirRefusal(415, "not-supported", "FHIR JSON is always UTF-8.");
  }
  return readJson(bodyOf(request));
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(request.url.split(/\?(.*)/s)[1] ?? "");
}

function ifMatch(request: FastifyRequest): string | null {
  return request.headers["if-match"] ?? null;
}

/** One preference out of a Prefer header (RFC 7240). */
function preferred(request: FastifyRequest, name: string): string | null {
  const header = [request.headers["prefer"] ?? ""].flat().join(",");
  const found = header.split(/[,;]/).map((part) => part.trim().split("="));
  return found.find(([key]) => key?.toLowerCase() === name)?.[1] ?? null;
}

function versionHeaders(reply: FastifyReply, stored: Stored): FastifyReply {
  return reply
    .header("ETag", `W/"${stored.version}"`)
    .header("Last-Modified", new Date(stored.at).toUTCString());
}

function sendOutcome(
  interactions: Interactions,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, stored }: Outcome,
  located: (type: string, id: string) => string = (_type, id) => id,
): unknown {
  if (status === 204) {
    if (stored) reply.header("ETag", `W/"${stored.version}"`);
    return reply.code(204).send();
  }
  if (!stored) return reply.code(status).send();
  reply
    .code(status)
    .header(
      "Location",
      `${interactions.base()}/${stored.type}/${located(stored.type, stored.id)}/_history/${stored.version}`,
    );
  versionHeaders(reply, stored);
  const wish = preferred(request, "return");
  if (wish === "minimal") return reply.send();
  if (wish === "OperationOutcome") {
    return sendFhir(reply, operationOutcome("information", "informational", "Stored."));
  }
  return sendFhir(reply, interactions.rendered(stored));
}
