import { readJson, writeJson } from "../json/lossless-tree.ts";
import type { Json } from "../json/lossless-tree.ts";

export interface FhirAnswer {
  readonly status: number;
  readonly body: Json;
}

export interface FhirCall {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: Json;
  readonly key: string | null;
  /** Number of resets when the sender began; a message from before a reset is refused with 409. */
  readonly epoch: number;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

export const epochHeader = "x-practice-epoch";
const timeoutMs = 10_000;

/** One call from a practice system to another. Throws when there is no answer. */
export async function callFhir(call: FhirCall): Promise<FhirAnswer> {
  const response = await fetch(call.url, {
    method: call.method,
    headers: {
      Accept: "application/fhir+json",
      ...(call.body === undefined
        ? {}
        : { "Content-Type": "application/fhir+json; charset=utf-8" }),
      ...(call.key === null ? {} : { Authorization: `Bearer ${call.key}` }),
      [epochHeader]: String(call.epoch),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: Buffer.from(writeJson(call.body), "utf8") }),
    signal: AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, body: bytes.length > 0 ? readJson(bytes) : null };
}
