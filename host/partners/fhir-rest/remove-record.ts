import type { HeldExchange, RecordRef, RemoveResult } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { searchUrl } from "./search-url.ts";

/** The element that takes a record out of use where it cannot be deleted (FHIR R4, each resource). */
const retired: Readonly<Record<string, { readonly path: string; readonly coded: boolean }>> = {
  AllergyIntolerance: { path: "verificationStatus", coded: true },
  Condition: { path: "verificationStatus", coded: true },
  MedicationRequest: { path: "status", coded: false },
  Coverage: { path: "status", coded: false },
  Encounter: { path: "status", coded: false },
  Appointment: { path: "status", coded: false },
  Observation: { path: "status", coded: false },
  Account: { path: "status", coded: false },
  DiagnosticReport: { path: "status", coded: false },
  Immunization: { path: "status", coded: false },
  ServiceRequest: { path: "status", coded: false },
  DocumentReference: { path: "status", coded: false },
  Consent: { path: "status", coded: false },
  Claim: { path: "status", coded: false },
};
/** Those that a flag takes out of use. */
const flagged: ReadonlySet<string> = new Set(["Patient", "RelatedPerson"]);
const gone = new Set([404, 410]);

/**
 * Deletes a record and proves it by reading it again: 404 or 410. Where deleting is refused, marks it
 * entered-in-error (a person: inactive) and proves that (FHIR R4 http.html#delete; decisions.md 8).
 */
export async function removeRecord(
  line: HttpLine,
  base: URL,
  record: RecordRef,
  signal: AbortSignal,
): Promise<RemoveResult> {
  const url = searchUrl(base, `${record.type}/${record.id}`);
  const name = `${record.type}/${record.id}`;
  const deleted = await askHttp(line, { method: "DELETE", url }, signal);
  const read = await askHttp(line, { method: "GET", url }, signal);
  const exchanges = [deleted, read];
  if (read.trouble !== null) {
    return { state: "unknown", says: `${name}: ${read.trouble.says}`, exchanges };
  }
  if (read.status !== null && gone.has(read.status)) {
    return { state: "gone", says: `${name} is gone.`, exchanges };
  }
  const said = `deleting was answered with status ${deleted.status ?? "none"}, and it can still be read`;
  const body = read.status === 200 ? retire(record.type, read.responseBody) : null;
  if (body === null) return { state: "left", says: `${name}: ${said}.`, exchanges };
  const put = await askHttp(line, { method: "PUT", url, body }, signal);
  const again = await askHttp(line, { method: "GET", url }, signal);
  const all: HeldExchange[] = [...exchanges, put, again];
  return isRetired(record.type, again.responseBody)
    ? {
        state: "inactive",
        says: `${name} could not be deleted and is marked as not valid.`,
        exchanges: all,
      }
    : { state: "left", says: `${name}: ${said}.`, exchanges: all };
}

interface ParseContext {
  readonly source?: string;
}
/** In Node since 22 and not yet in TypeScript's library: numbers are written back as they stood. */
const rawNumbers = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown };

function parseLossless(bytes: Uint8Array | null): Record<string, unknown> | null {
  try {
    const keep = (_key: string, value: unknown, context?: ParseContext): unknown =>
      typeof value === "number" && context?.source !== undefined
        ? rawNumbers.rawJSON(context.source)
        : value;
    const parsed: unknown = JSON.parse(Buffer.from(bytes ?? []).toString("utf8"), keep);
    // Only looked at as a bag of keys.
    return typeof parsed === "object" && parsed !== null
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function retire(type: string, bytes: Uint8Array | null): Uint8Array | null {
  const resource = parseLossless(bytes);
  if (resource === null) return null;
  const way = retired[type];
  if (flagged.has(type)) resource["active"] = false;
  else if (way === undefined) return null;
  else if (way.coded) {
    // ait-2 and con-5: clinicalStatus must be absent where the entry is an error.
    delete resource["clinicalStatus"];
    resource[way.path] = { coding: [{ code: "entered-in-error" }] };
  } else resource[way.path] = "entered-in-error";
  return Buffer.from(JSON.stringify(resource), "utf8");
}

function isRetired(type: string, bytes: Uint8Array | null): boolean {
  const resource = parseLossless(bytes);
  if (resource === null) return false;
  if (flagged.has(type)) return resource["active"] === false;
  const way = retired[type];
  return way !== undefined && JSON.stringify(resource[way.path] ?? "").includes("entered-in-error");
}
