import type { Hop } from "../../core/compare/result.ts";
import type { CaseId, ExchangeId } from "../../db/ids.ts";
import { exchangeId } from "../../db/ids.ts";
import type { ExchangeEnd, NewExchange } from "../../db/records.ts";
import type { WritableStores } from "../../db/stores.ts";
import type { HeldExchange } from "../partners/partner.ts";
import type { RunContext } from "./run-context.ts";

export interface ExchangePlace {
  readonly case: CaseId | null;
  readonly round: number | null;
  readonly hop: Hop | null;
  readonly purpose: NewExchange["purpose"];
}

function record(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    headers[name] = name in headers ? `${headers[name] ?? ""}, ${value}` : value;
  }
  return headers;
}

/** The end of an exchange; without `ours` neither bytes nor headers of the answer are kept. */
export function endOf(held: HeldExchange, ours: boolean): ExchangeEnd {
  const size = held.responseBody?.length ?? 0;
  return {
    status: held.status,
    responseHeaders: ours ? record(held.responseHeaders) : {},
    response: ours ? held.responseBody : null,
    endedAt: new Date(Date.parse(held.startedAt) + held.milliseconds).toISOString(),
    note: held.trouble?.says ?? (ours ? null : `${size} bytes, not kept`),
  };
}

/** Keeps an exchange that is over: a look at a partner, or a removal. */
export async function keepExchange(
  context: Pick<RunContext, "id" | "newId">,
  stores: WritableStores,
  held: HeldExchange,
  place: ExchangePlace,
  ours: boolean,
): Promise<ExchangeId> {
  const id = exchangeId(context.newId());
  await stores.exchanges.begin({
    id,
    run: context.id,
    ...place,
    method: held.method,
    url: held.url,
    requestHeaders: record(held.requestHeaders),
    request: held.requestBody,
    startedAt: held.startedAt,
  });
  await stores.exchanges.end(id, endOf(held, ours));
  return id;
}
