import type { JsonObject } from "../json/lossless-tree.ts";

/** Codes of FHIR R4 value set issue-type that the practice uses. */
export type IssueCode =
  | "structure"
  | "invalid"
  | "not-found"
  | "deleted"
  | "conflict"
  | "duplicate"
  | "not-supported"
  | "multiple-matches"
  | "too-long"
  | "security"
  | "login"
  | "forbidden"
  | "informational"
  | "exception";

/** A request that is answered with an OperationOutcome. */
export class FhirRefusal extends Error {
  readonly status: number;
  readonly code: IssueCode;

  constructor(status: number, code: IssueCode, says: string) {
    super(says);
    this.status = status;
    this.code = code;
  }
}

/** An OperationOutcome with one issue (R4, OperationOutcome.issue). */
export function operationOutcome(
  severity: "error" | "information",
  code: IssueCode,
  says: string,
): JsonObject {
  return {
    resourceType: "OperationOutcome",
    issue: [{ severity, code, diagnostics: says }],
  };
}
