import type { FastifyInstance, FastifyReply } from "fastify";
import { readJson, writeJson } from "../json/lossless-tree.ts";
import { FaultListError } from "../faults/parse-faults.ts";
import { practiceFaults, presets } from "../faults/catalogue.ts";
import type { FaultSwitch } from "../faults/fault.ts";
import { practiceFields } from "../fields/field-table.ts";
import { bodyOf, makeServer } from "../http/practice-server.ts";
import type { Journal } from "../store/journal.ts";
import { readSwitches } from "./read-switches.ts";

export interface PracticeStatus {
  readonly clinic: {
    readonly patients: number;
    readonly records: number;
    readonly waiting: number;
  };
  readonly interface: { readonly waiting: number; readonly done: number; readonly failed: number };
  readonly emr: { readonly patients: number; readonly records: number; readonly review: number };
  readonly faults: number;
  readonly injections: number;
}

export interface ControlParts {
  readonly faults: () => FaultSwitch[];
  readonly setFaults: (faults: readonly FaultSwitch[]) => void;
  readonly status: () => PracticeStatus;
  readonly reset: () => void;
  readonly journal: Journal;
}

const logLines = 200;

/** The server that switches faults and tells what really happened. */
export function makeControlServer(parts: ControlParts): FastifyInstance {
  const app = makeServer({ tell: (_code, says) => ({ error: { happened: says } }) });
  app.get("/faults", async (_request, reply) => sendJson(reply, { faults: parts.faults() }));
  app.put("/faults", async (request, reply) => {
    try {
      const body: unknown = JSON.parse(writeJson(readJson(bodyOf(request))));
      parts.setFaults(readSwitches(body));
    } catch (error) {
      if (!(error instanceof FaultListError)) throw error;
      return sendJson(reply.code(400), { error: { happened: error.message } });
    }
    return sendJson(reply, { faults: parts.faults() });
  });
  app.get("/truth", async (_request, reply) =>
    sendJson(reply, { truth: parts.journal.allTruth() }),
  );
  app.get<{ Querystring: { limit?: string } }>("/log", async (request, reply) => {
    const limit = Number(request.query.limit ?? logLines);
    const lines = Number.isInteger(limit) && limit > 0 ? Math.min(limit, 10_000) : logLines;
    return sendJson(reply, { log: parts.journal.lines(lines) });
  });
  app.get("/status", async (_request, reply) => sendJson(reply, parts.status()));
  app.post("/reset", async (_request, reply) => {
    parts.reset();
    return sendJson(reply, parts.status());
  });
  app.get("/catalogue", async (_request, reply) =>
    sendJson(reply, {
      faults: practiceFaults.map(({ act: _act, ...fault }) => fault),
      presets,
      fields: practiceFields.map(({ id, kind }) => ({ id, kind })),
    }),
  );
  return app;
}

function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply
    .header("Content-Type", "application/json; charset=utf-8")
    .header("Cache-Control", "no-store")
    .header("X-Content-Type-Options", "nosniff")
    .send(JSON.stringify(value));
}
