import type { HeldExchange, RecordRef, Trouble } from "../partner.ts";
import { headerOf } from "./ask-http.ts";

/** Just enough of a FHIR answer to steer by. Values are never taken from here: core decodes bytes. */
export interface FhirAnswer {
  readonly resourceType: string;
  readonly [key: string]: unknown;
}

export interface BundleAnswer {
  readonly total: number | null;
  readonly self: string | null;
  readonly next: string | null;
  readonly entries: readonly {
    readonly resource: FhirAnswer | null;
    readonly mode: string | null;
    readonly status: string | null;
    readonly location: string | null;
    readonly etag: string | null;
    readonly outcome: FhirAnswer | null;
  }[];
}

/** The answer's body as a FHIR resource, or the trouble with it. */
export function fhirOf(exchange: HeldExchange): FhirAnswer | Trouble {
  if (exchange.trouble !== null) return exchange.trouble;
  const { status, url } = exchange;
  const where = new URL(url).origin;
  const asked = `${exchange.method} ${new URL(url).pathname}`;
  const body = exchange.responseBody ?? new Uint8Array();
  const parsed = parse(body);
  if (status === 401 || status === 403) {
    const says = `${where} refused the credentials (status ${status}).`;
    return { kind: "credentials", says };
  }
  if (status !== null && status >= 400) {
    const words = parsed === null ? [] : issuesOf(parsed);
    const said = words.length === 0 ? "" : ` It says: ${words.slice(0, 3).join(" · ")}`;
    return { kind: "refused", says: `${where} answered ${asked} with status ${status}.${said}` };
  }
  if (status !== null && status >= 300) {
    const to = headerOf(exchange, "location") ?? "elsewhere";
    return {
      kind: "refused",
      says: `${where} sends on to ${to} (status ${status}); that is not followed. Put the final address into the profile.`,
    };
  }
  if (parsed !== null) return parsed;
  const type = headerOf(exchange, "content-type") ?? "no content type";
  const page = /html/i.test(type) || /^\s*<(!doctype|html)/i.test(textOf(body.subarray(0, 200)));
  const what =
    body.length === 0
      ? "an empty answer"
      : page
        ? "a web page"
        : `something that is no FHIR JSON (${type.slice(0, 60)}, ${body.length} bytes)`;
  return {
    kind: "not-understood",
    says: `${where} answered ${asked} with ${what} where FHIR was expected (status ${status}).`,
  };
}

export function isTrouble(answer: FhirAnswer | Trouble): answer is Trouble {
  return !("resourceType" in answer);
}

function parse(body: Uint8Array): FhirAnswer | null {
  try {
    const value: unknown = JSON.parse(textOf(body));
    return isObject(value) && typeof value["resourceType"] === "string"
      ? // `resourceType` was just checked; the rest of the shape is unknown.
        (value as FhirAnswer)
      : null;
  } catch {
    return null;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function stringOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function resourceOf(value: unknown): FhirAnswer | null {
  // `resourceType` is checked in the same line.
  return isObject(value) && typeof value["resourceType"] === "string"
    ? (value as FhirAnswer)
    : null;
}

/** The steering parts of a Bundle (FHIR R4 bundle.html, search.html). */
export function bundleOf(answer: FhirAnswer): BundleAnswer {
  const link = (relation: string): string | null =>
    stringOf(listOf(answer["link"]).find((l) => l["relation"] === relation)?.["url"]);
  return {
    total: typeof answer["total"] === "number" ? answer["total"] : null,
    self: link("self"),
    next: link("next"),
    entries: listOf(answer["entry"]).map((entry) => {
      const response = isObject(entry["response"]) ? entry["response"] : {};
      const search = isObject(entry["search"]) ? entry["search"] : {};
      return {
        resource: resourceOf(entry["resource"]),
        mode: stringOf(search["mode"]),
        status: stringOf(response["status"]),
        location: stringOf(response["location"]),
        etag: stringOf(response["etag"]),
        outcome: resourceOf(response["outcome"]),
      };
    }),
  };
}

/** The sentences of an OperationOutcome, each with its severity; [] for anything else. */
export function issuesOf(answer: FhirAnswer | null): string[] {
  if (answer === null || answer.resourceType !== "OperationOutcome") return [];
  return listOf(answer["issue"]).map((issue) => {
    const details = isObject(issue["details"]) ? stringOf(issue["details"]["text"]) : null;
    const words =
      details ?? stringOf(issue["diagnostics"]) ?? stringOf(issue["code"]) ?? "no reason";
    const at = Array.isArray(issue["expression"]) ? ` (${issue["expression"].join(", ")})` : "";
    return `${stringOf(issue["severity"]) ?? "issue"}: ${words}${at}`;
  });
}

/** Type and id of a resource, its version where it says one. */
export function refOf(resource: FhirAnswer): RecordRef | null {
  const id = stringOf(resource["id"]);
  if (id === null) return null;
  const meta = isObject(resource["meta"]) ? resource["meta"] : {};
  return { type: resource.resourceType, id, version: stringOf(meta["versionId"]) };
}

/** Reads `Type/id`, `Type/id/_history/v` or an absolute form of them (FHIR R4 http.html#create). */
export function refOfLocation(location: string | null, etag: string | null): RecordRef | null {
  const found =
    /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/([^/?#]+))?\/?$/.exec(
      location ?? "",
    );
  if (found === null) return null;
  const version = found[3] ?? /^(?:W\/)?"(.*)"$/.exec(etag ?? "")?.[1] ?? null;
  return { type: found[1] ?? "", id: found[2] ?? "", version };
}
