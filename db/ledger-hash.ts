import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { LedgerRecord } from "./ledger-events.ts";

/** What the first record's `prev` is: bound to the workspace, so that no chain fits another file. */
export function genesisHash(workspaceId: string): string {
  return createHash("sha256").update(`crosschart-genesis-v1${workspaceId}`, "utf8").digest("hex");
}

/** SHA-256 (hex) of "crosschart-audit-v1\n" and the record's canonical JSON (RFC 8785). */
export function ledgerHash(record: Omit<LedgerRecord, "hash">): string {
  const { v, seq, id, at, zone, mono, actor, role, device, type, subject, data, prev } = record;
  const content = { v, seq, id, at, zone, mono, actor, role, device, type, subject, data, prev };
  const canonical = canonicalize(content);
  if (canonical === undefined) throw new Error("A ledger record has no canonical form.");
  return createHash("sha256").update(`crosschart-audit-v1\n${canonical}`, "utf8").digest("hex");
}

/**
 * SHA-256 (hex) over a case's exchanges, in the order in which they were made: for each its id and
 * the hashes of what was sent and received. Stands in the ledger's `case.finished`.
 */
export function exchangesHash(
  exchanges: readonly {
    readonly id: string;
    readonly request: { readonly sha256: string } | null;
    readonly response: { readonly sha256: string } | null;
  }[],
): string {
  const hash = createHash("sha256").update("crosschart-exchanges-v1\n", "utf8");
  for (const { id, request, response } of exchanges) {
    hash.update(`${id}\t${request?.sha256 ?? "-"}\t${response?.sha256 ?? "-"}\n`, "utf8");
  }
  return hash.digest("hex");
}
