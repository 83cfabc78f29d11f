import type { HeldExchange, Receipt, SendResult } from "../partner.ts";
import { askHttp, headerOf } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { bundleOf, fhirOf, isTrouble, issuesOf, refOf, refOfLocation } from "./read-answer.ts";
import type { BundleAnswer } from "./read-answer.ts";

/**
 * Posts a transaction Bundle to the base and reads the receipt (FHIR R4 http.html#transaction).
 * Never sends again by itself: whether it arrived is for the runner to find out.
 */
export async function sendBundle(
  line: HttpLine,
  base: URL,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<SendResult> {
  // HAPI and others want the base without a slash at the end.
  const url = new URL(base.href.replace(/\/$/, ""));
  const exchange = await askHttp(line, { method: "POST", url, body: bytes }, signal);
  return { exchange, receipt: receiptOf(exchange) };
}

/** What an answer to a send says about what happened, erring towards "unknown". */
export function receiptOf(exchange: HeldExchange): Receipt {
  const { status, trouble } = exchange;
  const base = {
    status,
    outcome: [],
    links: [],
    credentials: false,
    retryAfterSeconds: retryAfter(exchange),
  };
  if (trouble !== null) {
    const left = trouble.kind !== "unreachable" && trouble.kind !== "not-allowed";
    return left
      ? { ...base, state: "unknown", says: `${trouble.says} Whether it was stored is not known.` }
      : { ...base, state: "unreachable", says: `${trouble.says} Nothing was sent.` };
  }
  const answer = fhirOf(exchange);
  if (isTrouble(answer)) return receiptOfTrouble(exchange, base, answer.says, answer.kind);
  if (answer.resourceType === "OperationOutcome") {
    const outcome = issuesOf(answer);
    const refused = outcome.some((issue) => /^(fatal|error):/.test(issue));
    const says = refused ? `Refused: ${outcome.join(" · ")}` : "Accepted, without saying where.";
    return { ...base, outcome, state: refused ? "refused" : "accepted", says };
  }
  if (answer.resourceType !== "Bundle") {
    const says = `Answered ${status} with ${answer.resourceType.slice(0, 40)} instead of a transaction response. Whether it was stored is not known.`;
    return { ...base, state: "unknown", says };
  }
  return receiptOfBundle(base, bundleOf(answer));
}

type ReceiptBase = Pick<
  Receipt,
  "status" | "outcome" | "links" | "credentials" | "retryAfterSeconds"
>;

function receiptOfTrouble(
  exchange: HeldExchange,
  base: ReceiptBase,
  says: string,
  kind: string,
): Receipt {
  const status = exchange.status ?? 0;
  const outcome = outcomeOf(exchange);
  if (kind === "credentials") {
    return { ...base, outcome, state: "refused", credentials: true, says };
  }
  // 408 and every 5xx may come from a gateway in front of a system that did the work.
  if (status === 408 || status >= 500) {
    return {
      ...base,
      outcome,
      state: "unknown",
      says: `${says} Whether it was stored is not known.`,
    };
  }
  if (status >= 300) return { ...base, outcome, state: "refused", says };
  if (status === 204 || (exchange.responseBody?.length ?? 0) === 0) {
    return {
      ...base,
      state: "accepted",
      says: `Accepted with status ${status}, without saying where.`,
    };
  }
  return { ...base, state: "unknown", says: `${says} Whether it was stored is not known.` };
}

function receiptOfBundle(base: ReceiptBase, bundle: BundleAnswer): Receipt {
  const links = bundle.entries.map((entry) => {
    const ok = entry.status === null || /^2\d\d/.test(entry.status);
    const named = entry.resource === null ? null : refOf(entry.resource);
    return ok ? (refOfLocation(entry.location, entry.etag) ?? named) : null;
  });
  const outcome = bundle.entries.flatMap((entry) => issuesOf(entry.outcome));
  const bad = bundle.entries.filter((e) => e.status !== null && !/^2\d\d/.test(e.status));
  const firstBad = bad[0]?.status ?? "";
  if (bad.length > 0 && bad.length === bundle.entries.length) {
    const unknown = /^5/.test(firstBad);
    const says = `All ${bad.length} entries answered ${firstBad}. ${outcome.join(" · ")}`.trim();
    return { ...base, outcome, links, state: unknown ? "unknown" : "refused", says };
  }
  const partly = bad.length === 0 ? "" : ` ${bad.length} of them not (${firstBad}).`;
  const warned = outcome.length === 0 ? "" : ` It says: ${outcome.join(" · ")}`;
  const says = `Accepted ${bundle.entries.length - bad.length} entries.${partly}${warned}`;
  return { ...base, outcome, links, state: "accepted", says };
}

function outcomeOf(exchange: HeldExchange): string[] {
  const body = exchange.responseBody;
  if (body === null) return [];
  const plain = fhirOf({ ...exchange, status: 200, trouble: null });
  return isTrouble(plain) ? [] : issuesOf(plain);
}

function retryAfter(exchange: HeldExchange): number | null {
  const header = headerOf(exchange, "retry-after");
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
