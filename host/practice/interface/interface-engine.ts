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
import { atDoor } from "./at-door.ts";
import { Crosswalk } from "./crosswalk.ts";
import { deliver } from "./deliver.ts";
import type { Delivery, Emr } from "./deliver.ts";
import { deliverHl7 } from "./deliver-hl7.ts";
import type { MllpClient } from "../hl7/mllp.ts";
import { MessageQueue } from "./message-queue.ts";
import { readMessage } from "./read-message.ts";
import type { MessageItem } from "./read-message.ts";
import { patientKeyOf, translate } from "./translate.ts";

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
  readonly #otherSite: () => string;

  constructor(
    db: PracticeDatabase,
    parts: {
      journal: Journal;
      switchboard: Switchboard;
      now: () => Date;
      emr: () => Emr;
      /** The line to the EMR's HL7 door; null where it is told over FHIR. */
      hl7: MllpClient | null;
      /** FHIR base of the EMR's other site. */
      otherSite: () => string;
    },
  ) {
    this.#db = db;
    this.queue = new MessageQueue(db);
    this.#crosswalk = new Crosswalk(db);
    this.#journal = parts.journal;
    this.#switchboard = parts.switchboard;
    this.#now = parts.now;
    this.#hl7 = parts.hl7;
    this.#otherSite = parts.otherSite;
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
    const door = atDoor(items, key, this.#switchboard);
    if (door.taken) {
      const fresh = this.queue.take(message, bytes, this.#now().getTime() + door.delayMs);
      this.#journal.log("interface", `Message ${message} ${fresh ? "taken" : "already known"}.`);
      if (fresh) this.#hold(items, key);
      this.wake();
    } else if (door.says !== null) {
      this.#journal.log("interface", `Message ${message}: ${door.says}.`);
    }
    if (door.answer === "cut" || door.answer === "silence") {
      reply.hijack();
      if (door.answer === "cut") reply.raw.destroy();
      return reply;
    }
    if (door.answer === "opaque") throw new FhirRefusal(400, "exception", "Error");
    if (door.answer === "refused") {
      throw new FhirRefusal(422, "invalid", "An optional element of the message is not valid.");
    }
    return sendFhir(reply.code(202), {
      resourceType: "Bundle",
      type: "transaction-response",
      entry: items.map(() => ({ response: { status: "202 Accepted" } })),
    });
  }

  /** OUT-OF-ORDER: a patient's first message waits until a second one has overtaken it. */
  #hold(items: readonly MessageItem[], key: string): void {
    const active = items.some((item) => item.resource)
      ? this.#switchboard.strikes("OUT-OF-ORDER", key)
      : null;
    const newest = active && this.queue.newest();
    if (!active || newest === null) return;
    const { held } = this.#switchboard.memory();
    const first = held.get(key);
    if (first !== undefined && this.queue.swap(first, newest)) {
      held.delete(key);
      const change = { field: "*", before: "first", after: "second" };
      this.#switchboard.note(active, { record: key, patient: key }, change);
      this.#courier.hurry();
      return;
    }
    held.set(key, newest);
    this.queue.postpone(newest, this.#now().getTime() + Number(active.params["holdMs"]));
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
    const first = items.find(({ type }) => type === "Patient") ?? items[0];
    const patient = patientKeyOf(this.#crosswalk, first?.patient ?? "");
    const again = this.#again(patient);
    const otherSite = this.#elsewhere(patient);
    if (!this.#hl7) {
      const to = otherSite ? { ...emr, address: this.#otherSite } : emr;
      return deliver(items, this.#crosswalk, to, signal, again);
    }
    const line = { client: this.#hl7, switchboard: this.#switchboard };
    const patientOf = (patient: string): JsonObject | null =>
      items.find(({ type, sourceId }) => type === "Patient" && sourceId === patient)?.resource ??
      this.#crosswalk.last("Patient", patient);
    const envelope = { id: `P${seq}`, at: this.#now(), epoch: emr.epoch, patientOf, otherSite };
    return deliverHl7(items, envelope, line, signal, again);
  }

  /** DUP-ON-RESEND: the type of the records that are delivered twice; null honestly. */
  #again(patient: string): string | null {
    const active = this.#switchboard.strikes("DUP-ON-RESEND", patient);
    if (!active) return null;
    const type = String(active.params["type"]);
    const change = { field: `${type}.*`, before: "once", after: "twice" };
    this.#switchboard.note(active, { record: `Patient/${patient}`, patient }, change);
    return type;
  }

  /** MISROUTE: the routing table names the other site. */
  #elsewhere(patient: string): boolean {
    const active = this.#switchboard.strikes("MISROUTE", patient);
    if (!active) return false;
    const change = { field: "*", before: "this site", after: "other site" };
    this.#switchboard.note(active, { record: `Patient/${patient}`, patient }, change);
    return true;
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
