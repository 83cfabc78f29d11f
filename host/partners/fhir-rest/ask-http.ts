import type { Dispatcher } from "undici";
import { request } from "undici";

import type { HeldExchange, Trouble } from "../partner.ts";

/** One HTTP connection to one partner, with its limits. */
export interface HttpLine {
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Credentials; never kept with an exchange. */
  readonly authorization: () => Promise<string | null>;
  /** Whether this address may be asked at all. */
  readonly mayAsk: (url: URL) => boolean;
}

export interface HttpQuestion {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
}

/**
 * Asks one question over HTTP. Never throws for anything that a partner does: what went wrong
 * stands in `trouble`, and bytes that arrived before that are kept.
 */
export async function askHttp(
  line: HttpLine,
  question: HttpQuestion,
  signal: AbortSignal,
): Promise<HeldExchange> {
  const started = Date.now();
  const requestHeaders = [
    ["accept", "application/fhir+json"] as const,
    ...(question.body === undefined
      ? []
      : [["content-type", "application/fhir+json; charset=utf-8"] as const]),
    ...(question.headers ?? []),
  ];
  const held = (rest: Partial<HeldExchange>): HeldExchange => ({
    startedAt: new Date(started).toISOString(),
    milliseconds: Date.now() - started,
    method: question.method,
    url: question.url.href,
    requestHeaders,
    requestBody: question.body ?? null,
    status: null,
    responseHeaders: [],
    responseBody: null,
    trouble: null,
    ...rest,
  });
  if (!line.mayAsk(question.url)) {
    const says = `${question.url.origin} is not among the hosts that this profile allows, so it was not asked.`;
    return held({ trouble: { kind: "not-allowed", says } });
  }
  let seen: Partial<HeldExchange> = {};
  // A partner that sends one byte now and then would keep undici's own limits from ever ending.
  const tooLong = new AbortController();
  let limit: NodeJS.Timeout | undefined;
  try {
    const authorization = await line.authorization();
    const answer = await request(question.url, {
      method: question.method,
      dispatcher: line.dispatcher,
      headers: [
        ...requestHeaders.flat(),
        ...(authorization === null ? [] : ["authorization", authorization]),
      ],
      body: question.body ?? null,
      headersTimeout: line.timeoutMs,
      bodyTimeout: line.timeoutMs,
      responseHeaders: "raw",
      signal: AbortSignal.any([signal, tooLong.signal]),
    });
    limit = setTimeout(() => tooLong.abort(), line.timeoutMs);
    seen = { status: answer.statusCode, responseHeaders: pairsOf(answer.headers) };
    const { body, whole } = await collect(answer.body, line.maxBytes);
    seen = { ...seen, responseBody: body };
    if (whole) return held(seen);
    const says = `${question.url.origin} sent more than ${line.maxBytes} bytes in one answer; reading was stopped there.`;
    return held({ ...seen, trouble: { kind: "too-large", says } });
  } catch (thrown) {
    if (tooLong.signal.aborted && !signal.aborted) {
      const says = `${question.url.origin} began to answer and did not end within ${line.timeoutMs / 1000} seconds.`;
      return held({ ...seen, trouble: { kind: "timed-out", says } });
    }
    return held({ ...seen, trouble: troubleOf(thrown, question.url, line.timeoutMs, signal) });
  } finally {
    clearTimeout(limit);
  }
}

async function collect(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ body: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > maxBytes) return { body: Buffer.concat(parts), whole: false };
    parts.push(part);
  }
  return { body: Buffer.concat(parts), whole: true };
}

/** undici's `raw` headers are a flat list in wire order, though its types still say a record. */
function pairsOf(raw: unknown): [string, string][] {
  if (!Array.isArray(raw)) return Object.entries(raw ?? {}).map(([k, v]) => [k, String(v)]);
  const flat = raw.map((item: unknown) =>
    item instanceof Uint8Array ? Buffer.from(item).toString("latin1") : String(item),
  );
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push([flat[at] ?? "", flat[at + 1] ?? ""]);
  return pairs;
}

/** The first value of a header, compared without case. */
export function headerOf(exchange: HeldExchange, name: string): string | null {
  const pair = exchange.responseHeaders.find(([key]) => key.toLowerCase() === name);
  return pair?.[1] ?? null;
}

/** Before the connection stood, nothing was sent; these codes say so. */
const neverLeft: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "no such host is known",
  EAI_AGAIN: "the name could not be looked up",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no way to that network",
  EADDRNOTAVAIL: "that address cannot be reached from here",
  UND_ERR_CONNECT_TIMEOUT: "the connection could not be made in time",
  ERR_CROSSCHART_ADDRESS: "the name now leads to another address than when the run was guarded",
};

function troubleOf(thrown: unknown, url: URL, timeoutMs: number, signal: AbortSignal): Trouble {
  if (signal.aborted) return { kind: "cancelled", says: "The request was stopped." };
  const code = codeOf(thrown);
  const where = url.origin;
  const reason = neverLeft[code];
  if (reason !== undefined) {
    return { kind: "unreachable", says: `${where} could not be reached: ${reason}.` };
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|ISSUER|SIGNATURE/.test(code)) {
    const says = `${where} was not trusted: its certificate is not accepted here (${code}).`;
    return { kind: "unreachable", says };
  }
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    const says = `${where} did not answer within ${timeoutMs / 1000} seconds.`;
    return { kind: "timed-out", says };
  }
  if (code.startsWith("HPE_") || code.startsWith("UND_ERR_HEADERS_OVERFLOW")) {
    return { kind: "not-understood", says: `${where} answered with something that is not HTTP.` };
  }
  return {
    kind: "lost",
    says: `The connection to ${where} was lost before the answer was complete (${code}).`,
  };
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  if (thrown instanceof Error) {
    if ("code" in thrown && typeof thrown.code === "string") return thrown.code;
    if (thrown.cause !== undefined) return codeOf(thrown.cause);
    return thrown.name;
  }
  return "unknown";
}
