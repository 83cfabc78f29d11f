import type { AssessmentVerdict } from "../../parts/assessment-mark.tsx";
import type { CaseDetail } from "./case-types.ts";

/** What a person has chosen or written on a case and not saved yet; lives as long as the page. */
export interface Draft {
  readonly verdict: AssessmentVerdict | null;
  readonly note: string;
  readonly reason: string;
}

const drafts = new Map<string, Draft>();

export function draftOf(detail: CaseDetail): Draft {
  const stored = detail.assessment;
  return (
    drafts.get(detail.case.id) ?? {
      verdict: stored?.verdict ?? null,
      note: stored?.note ?? "",
      reason: stored?.reason ?? "",
    }
  );
}

export function keepDraft(caseId: string, draft: Draft): void {
  drafts.set(caseId, draft);
}

export function dropDraft(caseId: string): void {
  drafts.delete(caseId);
}
