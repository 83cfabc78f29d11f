import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { objectOf, readJson, writeJson } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { recordKeyOf } from "../fhir/record-key.ts";
import { FhirRefusal } from "../fhir/refusal.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import { bodyOf, sendFhir } from "../http/practice-server.ts";
import { Courier } from "../http/courier.ts";
import type { Step } from "../http/courier.ts";
import type { Journal } from "../store/journal.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import { Crosswalk } from "./crosswalk.ts";
import { deliver } from "./deliver.ts";
import type { Delivery, Emr } from "./deliver.ts";
import { deliverHl7 } from "./deliver-hl7.ts";
import type { MllpClient } from "../hl7/mllp.ts";
import { MessageQueue } from "./message-queue.ts";
import { readMessage } from "./read-message.ts";
import type { MessageItem } from "./read-message.ts";
import { translate } from "./translate.ts";

/** Takes messages, keeps them, maps them and delivers them to the EMR, one after the other. */
export class InterfaceEngine {
  readonly queue: MessageQueue;
  readonly #db: PracticeDatabase;
  readonly #crosswalk: Crosswalk;
  readonly #journal: Journal;
  readonly #switchboard: Switchboard;
  readonly #courier: Courier;
  readonly #now: () => Date;
  readonly #hl7: MllpClient | null;

  constructor(
    db: PracticeDatabase,
    parts: {
      journal: Journal;
      switchboard: Switchboard;
      now: () => Date;
      emr: () => Emr;
      /** The line to the EMR's HL7 door; null where it is told over FHIR. */
      hl7: MllpClient | null;
    },
  ) {
    this.#db = db;
    this.queue = new MessageQueue(db);
    this.#crosswalk = new Crosswalk(db);
    this.#journal = parts.journal;
    this.#switchboard = parts.switchboard;
    this.#now = parts.now;
    this.#hl7 = parts.hl7;
    this.#courier = new Courier((signal) => this.#work(parts.emr(), signal));
  }

  wake(): void {
    this.#courier.wake();
  }

  async stop(): Promise<void> {
    await this.#courier.stop();
    this.#hl7?.close();
  }

  /** The FHIR base of the interface: Bundles and single resources in, nothing to read. */
  addRoutes(app: FastifyInstance, about: { started: string; base: () => string }): void {
    app.get("/fhir/metadata", async (_request, reply) =>
      sendFhir(reply, statement(about.started, about.base())),
    );
    app.post("/fhir", async (request, reply) => this.#receive(request, reply, bodyOf(request)));
    app.post<{ Params: { type: string } }>("/fhir/:type", async (request, reply) =>
      this.#receive(request, reply, single("POST", request.params.type, bodyOf(request))),
    );
    app.put<{ Params: { type: string; id: string } }>("/fhir/:type/:id", async (request, reply) => {
      const url = `${request.params.type}/${request.params.id}`;
      return this.#receive(request, reply, single("PUT", url, bodyOf(request)));
    });
    app.delete<{ Params: { type: string; id: string } }>(
      "/fhir/:type/:id",
      async (request, reply) => {
        const url = `${request.params.type}/${request.params.id}`;
        return this.#receive(request, reply, single("DELETE", url, null));
      },
    );
  }

  #receive(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array): FastifyReply {
    const items = readMessage(bytes);
    const header = request.headers["x-message-id"];
    const message = typeof header === "string" ? header : randomUUID();
    const key = messageKey(items);
    const writes = items.some((item) => item.resource);
    const lie = writes ? this.#switchboard.strikes("ACK-LIE", key) : null;
    if (lie) {
      for (const item of items) {
        if (!item.resource) continue;
        const record = recordKeyOf(item.resource, item.sourceId);
        const change = { field: `${item.type}.*`, before: record, after: null };
        this.#switchboard.note(lie, { record, patient: key }, change);
      }
    } else {
      const late = writes ? this.#switchboard.strikes("LATE", key) : null;
      const delayMs = late ? Number(late.params["delayMs"]) : 0;
      if (late) {
        const change = { field: "*", before: "0", after: String(delayMs) };
        this.#switchboard.note(late, { record: key, patient: key }, change);
      }
      const fresh = this.queue.take(message, bytes, this.#now().getTime() + delayMs);
      this.#journal.log("interface", `Message ${message} ${fresh ? "taken" : "already known"}.`);
      this.wake();
    }
    const silent = writes ? this.#switchboard.strikes("NO-ACK", key) : null;
    if (silent?.params["where"] === "interface") {
      const change = { field: "*", before: "an answer", after: null };
      this.#switchboard.note(silent, { record: key, patient: key }, change);
      reply.hijack();
      if (silent.params["how"] === "close") reply.raw.destroy();
      return reply;
    }
    return sendFhir(reply.code(202), {
      resourceType: "Bundle",
      type: "transaction-response",
      entry: items.map(() => ({ response: { status: "202 Accepted" } })),
    });
  }

  async #work(emr: Emr, signal: AbortSignal): Promise<Step> {
    const next = this.queue.next();
    if (!next) return "idle";
    const waitMs = next.due_ms - this.#now().getTime();
    if (waitMs > 0) return { waitMs };
    let translated: MessageItem[];
    try {
      translated = this.#translate(next.body);
    } catch {
      this.queue.end(next.seq, "failed", "the message could not be mapped");
      this.#journal.log("interface", `Message ${next.message}: could not be mapped.`);
      return "more";
    }
    const end = await this.#deliver(translated, next, emr, signal);
    if (end.kind === "retry") return "retry";
    this.queue.end(next.seq, end.kind, end.says);
    this.#journal.log("interface", `Message ${next.message}: ${end.says}.`);
    return "more";
  }

  #deliver(
    items: readonly MessageItem[],
    { seq }: { readonly seq: number },
    emr: Emr,
    signal: AbortSignal,
  ): Promise<Delivery> {
    if (!this.#hl7) return deliver(items, this.#crosswalk, emr, signal);
    const line = { client: this.#hl7, switchboard: this.#switchboard };
    const patientOf = (patient: string): JsonObject | null =>
      items.find(({ type, sourceId }) => type === "Patient" && sourceId === patient)?.resource ??
      this.#crosswalk.last("Patient", patient);
    const envelope = { id: `P${seq}`, at: this.#now(), epoch: emr.epoch, patientOf };
    return deliverHl7(items, envelope, line, signal);
  }

  #translate(body: Uint8Array): MessageItem[] {
    const items = readMessage(body);
    return this.#db.transaction(() => {
      for (const item of items) this.#remember(item);
      return translate(items, this.#crosswalk, this.#switchboard);
    })();
  }

  #remember(item: MessageItem): void {
    if (item.resource) {
      this.#crosswalk.remember(item.type, item.sourceId, item.patient, item.resource);
    } else this.#crosswalk.forget(item.type, item.sourceId);
  }
}

/** A single interaction as the message that it is. */
function single(method: string, url: string, body: Uint8Array | null): Uint8Array {
  const resource = body && objectOf(readJson(body));
  if (body && !resource)
    throw new FhirRefusal(400, "structure", "The body is not a FHIR resource.");
  const entry: Json = { ...(resource ? { resource } : {}), request: { method, url } };
  return Buffer.from(writeJson({ resourceType: "Bundle", type: "transaction", entry: [entry] }));
}

/** The same words for the same content on every run: no server id, no clock. */
function messageKey(items: readonly MessageItem[]): string {
  const patient = items.find((item) => item.type === "Patient") ?? items[0];
  return patient?.resource ? recordKeyOf(patient.resource, patient.sourceId) : "message";
}

function statement(started: string, base: string): Json {
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    experimental: true,
    date: started,
    kind: "instance",
    software: { name: "Practice interface" },
    implementation: { description: "Practice interface: made-up patients only", url: base },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json"],
    rest: [{ mode: "server", interaction: [{ code: "transaction" }] }],
  };
}
