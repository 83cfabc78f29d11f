/** What every adapter offers the runner. A partner's "no" is a value here, never an exception. */

/** Why there is no usable answer. */
export type TroubleKind =
  /** Nothing left this machine: refused, no such host, certificate, not on the list of hosts. */
  | "unreachable"
  /** The connection was lost after bytes were sent, so what the partner did is not known. */
  | "lost"
  | "timed-out"
  | "too-large"
  | "not-allowed"
  | "cancelled"
  /** An answer came, but not one that can be understood: a web page, broken JSON. */
  | "not-understood"
  /** The partner refused the credentials (401, 403). */
  | "credentials"
  /** The partner answered with a fault of its own (5xx) or refused the request (4xx). */
  | "refused";

export interface Trouble {
  readonly kind: TroubleKind;
  /** A sentence for a tester, without record values. */
  readonly says: string;
}

/** One request and its answer, still in memory: not stored until it is known to be ours. */
export interface HeldExchange {
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly method: string;
  readonly url: string;
  /** Without credentials. */
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: Uint8Array | null;
  readonly status: number | null;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody: Uint8Array | null;
  readonly trouble: Trouble | null;
}

/** A record at a partner. */
export interface RecordRef {
  readonly type: string;
  readonly id: string;
  readonly version: string | null;
}

/** What a partner answered to a send. */
export interface Receipt {
  readonly state: "accepted" | "refused" | "unknown" | "unreachable";
  readonly status: number | null;
  /** A sentence for a tester. */
  readonly says: string;
  /** The partner's own words: OperationOutcome issues, warnings of an acceptance included. */
  readonly outcome: readonly string[];
  /** Where the records lie, in the order of the entries sent; null where the answer names none. */
  readonly links: readonly (RecordRef | null)[];
  readonly credentials: boolean;
  /** Seconds the partner asked to wait (429, 503), else null. */
  readonly retryAfterSeconds: number | null;
}

export interface SendResult {
  readonly receipt: Receipt;
  readonly exchange: HeldExchange;
}

export type CountQuestion =
  | { readonly kind: "identifier"; readonly system: string; readonly value: string }
  | {
      readonly kind: "demographics";
      readonly family: string;
      readonly given: string;
      readonly birthDate: string;
    };

export type Counted =
  | { readonly kind: "counted"; readonly count: number; readonly marked: number }
  /** The server ignored a parameter, so the count says nothing. */
  | { readonly kind: "ignored"; readonly parameter: string }
  | { readonly kind: "trouble"; readonly trouble: Trouble };

/** How a record was looked for, as a profile names it. */
export type FindWay = "receipt" | "demographics" | "sentinel" | { readonly identifier: string };

/** What is known of a person to look for. */
export interface Wanted {
  /** Id at this system from our own receipt. */
  readonly receiptId: string | null;
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  readonly family: string | null;
  readonly given: string | null;
  readonly birthDate: string | null;
  /** A word of the family name that nobody else has. */
  readonly sentinel: string | null;
}

export interface FindResult {
  /** Ids of the people found, in the order of the answer. */
  readonly ids: readonly RecordRef[];
  /** The way that found them, in words: `receipt`, `identifier urn:…`, `demographics`; null = none. */
  readonly by: string | null;
  /** The exchange that holds the person found is the last one. */
  readonly exchanges: readonly HeldExchange[];
  readonly trouble: Trouble | null;
}

export interface ReadResult {
  readonly exchanges: readonly HeldExchange[];
  /** Record types that this partner does not let us read; their fields are not compared. */
  readonly unreadable: readonly string[];
  readonly trouble: Trouble | null;
}

/** Records that are not on a person's chart, to be looked for elsewhere. */
export interface SoughtRecords {
  /** The chart that was read, by its id. */
  readonly chart: string;
  readonly family: string | null;
  readonly birthDate: string | null;
  readonly records: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
}

export interface Sought {
  readonly exchanges: readonly HeldExchange[];
  /** By identifier: another chart of the same person on which the record stands, `Patient/7`. */
  readonly charts: ReadonlyMap<string, string>;
}

export interface RemoveResult {
  readonly state: "gone" | "inactive" | "left" | "unknown";
  readonly says: string;
  readonly exchanges: readonly HeldExchange[];
}

/** What a system says about itself before anything is sent. */
export interface PartnerFacts {
  readonly product: string;
  readonly version: string;
  readonly fhirVersion: string;
  /** All texts that could say "production". */
  readonly words: readonly string[];
}

export type FactsResult =
  | { readonly kind: "facts"; readonly facts: PartnerFacts; readonly exchange: HeldExchange }
  | { readonly kind: "trouble"; readonly trouble: Trouble; readonly exchange: HeldExchange };

export interface PartnerSender {
  /** Address for people: where it sends to. */
  readonly address: string;
  send(bytes: Uint8Array, signal: AbortSignal): Promise<SendResult>;
}

export interface PartnerReader {
  readonly address: string;
  facts(signal: AbortSignal): Promise<FactsResult>;
  /** Counts only; the answer's records, if a server sends them anyway, are dropped unread. */
  count(question: CountQuestion, signal: AbortSignal): Promise<Counted>;
  find(wanted: Wanted, ways: readonly FindWay[], signal: AbortSignal): Promise<FindResult>;
  /** Everything else of the person found: one search per record type, pages followed. */
  read(id: string, signal: AbortSignal): Promise<ReadResult>;
  /** Looks by their own identifiers for records that are not on the chart that was read. */
  seek(wanted: SoughtRecords, signal: AbortSignal): Promise<Sought>;
  remove(record: RecordRef, signal: AbortSignal): Promise<RemoveResult>;
  close(): Promise<void>;
}
