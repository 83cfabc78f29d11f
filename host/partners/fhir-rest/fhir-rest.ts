import { lookup } from "node:dns";
import type { LookupAddress, LookupOptions } from "node:dns";
import { Agent } from "undici";

import type { PartnerReader, PartnerSender } from "../partner.ts";
import type { HttpLine } from "./ask-http.ts";
import { countPeople } from "./count-people.ts";
import { findPerson } from "./find-person.ts";
import { readFacts } from "./read-facts.ts";
import { readPerson } from "./read-person.ts";
import { removeRecord } from "./remove-record.ts";
import { seekRecords } from "./seek-records.ts";
import { sendBundle } from "./send-bundle.ts";

export interface FhirRestOptions {
  readonly base: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Value of the Authorization header, made anew for each request; null = none. */
  readonly authorization: () => Promise<string | null>;
  readonly mayAsk: (url: URL) => boolean;
  /** Asked again for each connection, after the name was looked up. */
  readonly mayConnect: (host: string, address: string) => boolean;
  /** PEM of a certificate authority that is trusted instead of the built-in ones. */
  readonly ca: string | null;
}

/** A partner spoken to by FHIR R4 REST, for sending and for reading. */
export function connectFhirRest(options: FhirRestOptions): PartnerSender & PartnerReader {
  const base = new URL(options.base);
  const dispatcher = new Agent({
    // HTTP/2 lower-cases header names, and then what is kept is not what came.
    allowH2: false,
    connections: 8,
    connect: {
      timeout: Math.min(options.timeoutMs, 10_000),
      lookup: guardedLookup(options.mayConnect),
      ...(options.ca === null ? {} : { ca: options.ca }),
    },
  });
  const line: HttpLine = {
    dispatcher,
    timeoutMs: options.timeoutMs,
    maxBytes: options.maxBytes,
    authorization: options.authorization,
    mayAsk: options.mayAsk,
  };
  return {
    address: base.href,
    facts: (signal) => readFacts(line, base, signal),
    send: (bytes, signal) => sendBundle(line, base, bytes, signal),
    count: (question, signal) => countPeople(line, base, question, signal),
    find: (wanted, ways, signal) => findPerson(line, base, wanted, ways, signal),
    read: (id, signal) => readPerson(line, base, id, signal),
    seek: (wanted, signal) => seekRecords(line, base, wanted, signal),
    remove: (record, signal) => removeRecord(line, base, record, signal),
    close: () => dispatcher.destroy(),
  };
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** A name that suddenly leads elsewhere is not followed (workflow.md 12, "resolved address"). */
function guardedLookup(mayConnect: FhirRestOptions["mayConnect"]) {
  return (host: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const allowed = found.filter(({ address }) => mayConnect(host, address));
      const first = allowed[0];
      if (first === undefined) {
        const refusal = Object.assign(new Error("address not allowed"), {
          code: "ERR_CROSSCHART_ADDRESS",
        });
        return callback(refusal, []);
      }
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}
