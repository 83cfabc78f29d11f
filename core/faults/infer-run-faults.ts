import type { ComparedCase } from "../compare/build-report.ts";
import type { RunFault } from "../compare/result.ts";

/** The second pass: what only all cases together can tell (faults.md section 6). */
export function inferRunFaults(_cases: readonly ComparedCase[]): readonly RunFault[] {
  return [];
}
