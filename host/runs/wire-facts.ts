/** What stands in a Bundle of ours that the runner steers by: whom to look for, and our identifiers. */
export interface WireFacts {
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  readonly family: string | null;
  readonly given: string | null;
  /** Only where it is a whole date, else null. */
  readonly birthDate: string | null;
  /** First identifier of each entry, in the order of the entries: `system|value`. */
  readonly entryIdentifiers: readonly (string | null)[];
}

type Json = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Json {
  // Checked in the same line; arrays have no string keys that are asked for here.
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function identifiersOf(resource: Json): { system: string; value: string }[] {
  return listOf(resource["identifier"]).flatMap((identifier) => {
    const system = textOf(identifier["system"]);
    const value = textOf(identifier["value"]);
    return system === null || value === null ? [] : [{ system, value }];
  });
}

/** Reads them from bytes that we encoded ourselves. */
export function wireFactsOf(bytes: Uint8Array): WireFacts {
  const bundle = objectOf(JSON.parse(Buffer.from(bytes).toString("utf8")));
  const resources = listOf(bundle["entry"]).map((entry) => objectOf(entry["resource"]));
  const patient = resources.find((one) => one["resourceType"] === "Patient") ?? {};
  const name = listOf(patient["name"])[0] ?? {};
  const birthDate = textOf(patient["birthDate"]);
  const given = Array.isArray(name["given"]) ? textOf(name["given"][0]) : null;
  return {
    identifiers: identifiersOf(patient),
    family: textOf(name["family"]),
    given,
    birthDate: birthDate !== null && /^\d{4}-\d\d-\d\d$/.test(birthDate) ? birthDate : null,
    entryIdentifiers: resources.map((resource) => {
      const first = identifiersOf(resource)[0];
      return first === undefined ? null : `${first.system}|${first.value}`;
    }),
  };
}

/** Identifier system of every record of ours, beside the clinic's own. */
export const syntheticSystem = "urn:crosschart:synthetic";

/**
 * How many of the marks of test data stand in bytes: the HTEST tag, our identifier system, the
 * family marker. Fewer than two must never be sent (decisions.md 7).
 */
export function countMarkers(bytes: Uint8Array, familyMarker: string): number {
  const text = Buffer.from(bytes).toString("utf8");
  const marks = ['"HTEST"', `"${syntheticSystem}"`, `"${familyMarker}"`];
  return marks.filter((mark) => text.includes(mark)).length;
}
