import type { FactsResult } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { fhirOf, isObject, isTrouble } from "./read-answer.ts";
import { searchUrl } from "./search-url.ts";

/** Reads what a server says about itself (FHIR R4 capabilitystatement.html). */
export async function readFacts(
  line: HttpLine,
  base: URL,
  signal: AbortSignal,
): Promise<FactsResult> {
  const url = searchUrl(base, "metadata");
  const exchange = await askHttp(line, { method: "GET", url }, signal);
  const answer = fhirOf(exchange);
  if (isTrouble(answer)) return { kind: "trouble", trouble: answer, exchange };
  if (answer.resourceType !== "CapabilityStatement") {
    const says = `${url.origin} answered GET metadata with ${answer.resourceType.slice(0, 40)} instead of a CapabilityStatement.`;
    return { kind: "trouble", trouble: { kind: "not-understood", says }, exchange };
  }
  const part = (key: string): Record<string, unknown> => {
    const value = answer[key];
    return isObject(value) ? value : {};
  };
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const software = part("software");
  const implementation = part("implementation");
  return {
    kind: "facts",
    exchange,
    facts: {
      product: text(software["name"]),
      version: text(software["version"]),
      fhirVersion: text(answer["fhirVersion"]),
      words: [
        text(answer["name"]),
        text(answer["title"]),
        text(answer["description"]),
        text(software["name"]),
        text(implementation["description"]),
        text(implementation["url"]),
      ].filter((word) => word !== ""),
    },
  };
}
