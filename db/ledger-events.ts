/**
 * The closed list of what the ledger records (workflow.md 8; decisions.md 8): one record per human
 * act, run state, gate, export and finished case, never one per message. Data is hashes, ids,
 * counts and closed words; patient content and free text stand in it only as a SHA-256.
 */

/** What a value of a record's data may be: `append` refuses anything else. */
export type LedgerValueKind =
  /** 64 lower-case hex digits, or null for "none before". */
  | "hash"
  /** A short word or id: letters, digits and `._:/|+-`, at most 200. */
  | "token"
  /** A whole number within ±(2^53−1). */
  | "count";

type Shape = Readonly<Record<string, LedgerValueKind>>;
const change = { old: "hash", new: "hash" } as const;

export const ledgerEvents = {
  "application.started": { version: "token" },
  "application.stopped": { version: "token" },
  "workspace.created": { version: "token" },
  "workspace.migrated": { from: "count", to: "count", migration: "hash" },
  "workspace.backed-up": { sha256: "hash" },
  "workspace.restored": { sha256: "hash" },
  "ledger.verified": { ok: "token", count: "count", head: "hash" },
  "clock.jumped": { seconds: "count" },
  "account.created": { role: "token" },
  "account.changed": change,
  "account.deactivated": {},
  "account.role-changed": { from: "token", to: "token" },
  "login.accepted": {},
  "login.refused": {},
  "login.locked": {},
  "login.unlocked": {},
  "session.locked": {},
  "settings.changed": { key: "token", ...change },
  "profile.changed": change,
  "mapping.changed": change,
  "rule.changed": change,
  "agreement.changed": change,
  "scenario-set.changed": change,
  "guard.allowed": { check: "token", profile: "hash" },
  "guard.stopped": { check: "token", profile: "hash" },
  "campaign.state": { from: "token", to: "token" },
  "campaign-round.state": { from: "token", to: "token" },
  "run.state": { state: "token", profile: "hash", people: "hash", cases: "count" },
  "case.finished": {
    verdict: "token",
    exchanges: "hash",
    exchangeCount: "count",
    differences: "count",
  },
  "case.assessed": { assessment: "token", verdict: "token", evidence: "hash", content: "hash" },
  "probe.judged": { fault: "token", standing: "token", content: "hash" },
  "field.disposed": { disposition: "token", content: "hash" },
  "attestation.given": { evidence: "hash", content: "hash" },
  "signature.given": { evidence: "hash", content: "hash" },
  "signature.withdrawn": { evidence: "hash", content: "hash" },
  "signature.stale": { evidence: "hash", cause: "token" },
  "failure.state": { from: "token", to: "token", content: "hash" },
  "waiver.given": { content: "hash" },
  "waiver.ended": { cause: "token" },
  "cleanup.attempted": {
    removed: "count",
    inactive: "count",
    refused: "count",
    unknown: "count",
    list: "hash",
  },
  "gate.computed": { verdict: "token", snapshot: "hash" },
  "evidence.exported": { sha256: "hash", kind: "token" },
  "evidence.imported": { sha256: "hash", kind: "token" },
} as const satisfies Readonly<Record<string, Shape>>;

export type LedgerEventType = keyof typeof ledgerEvents;

interface LedgerValues {
  readonly hash: string | null;
  readonly token: string;
  readonly count: number;
}
type DataOf<S extends Shape> = { readonly [Key in keyof S]: LedgerValues[S[Key]] };

/** What a caller says of an event. */
export type LedgerEntry = {
  readonly [Type in LedgerEventType]: {
    readonly type: Type;
    /** Id of what it is about: a run, a case, a profile. */
    readonly subject: string;
    readonly data: DataOf<(typeof ledgerEvents)[Type]>;
    /** Login id, `unnamed` before accounts, `system` for the machine. */
    readonly actor: string;
    readonly role: string | null;
  };
}[LedgerEventType];

/** One record as it is hashed: SHA-256("crosschart-audit-v1\n" ‖ JCS of everything but `hash`). */
export interface LedgerRecord {
  readonly v: 1;
  readonly seq: number;
  readonly id: string;
  /** Wall clock, ISO 8601 in UTC. */
  readonly at: string;
  /** IANA time zone of the computer. */
  readonly zone: string;
  /** Milliseconds of the monotonic clock since the store was opened. */
  readonly mono: number;
  readonly actor: string;
  readonly role: string | null;
  readonly device: string;
  readonly type: LedgerEventType;
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number | null>>;
  readonly prev: string;
  readonly hash: string;
}
