import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { resourceTypes } from "./resource-types.ts";
import { searchParametersOf } from "./search-index.ts";

const kinds = { token: "token", string: "string", date: "date", reference: "reference" } as const;

/** What a practice server can do (R4, CapabilityStatement); `date` is the time it was started. */
export function capabilityStatement(about: {
  name: string;
  base: string;
  date: string;
  auth: boolean;
}): JsonObject {
  const common = [
    { name: "_id", type: "token" },
    { name: "_lastUpdated", type: "date" },
  ];
  const resource: Json[] = resourceTypes.map((type) => ({
    type,
    interaction: [
      "read",
      "vread",
      "update",
      "delete",
      "history-instance",
      "create",
      "search-type",
    ].map((code) => ({ code })),
    versioning: "versioned-update",
    readHistory: true,
    updateCreate: false,
    conditionalCreate: true,
    conditionalUpdate: true,
    conditionalDelete: "single",
    searchParam: [
      ...common,
      ...searchParametersOf(type).map((row) => ({ name: row.name, type: kinds[row.kind] })),
    ],
  }));
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    experimental: true,
    date: about.date,
    kind: "instance",
    software: { name: about.name },
    implementation: { description: `${about.name}: made-up patients only`, url: about.base },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json", "json"],
    rest: [
      {
        mode: "server",
        ...(about.auth ? { security: { description: "A static bearer token is required." } } : {}),
        resource,
        interaction: [{ code: "transaction" }, { code: "batch" }],
      },
    ],
  };
}
