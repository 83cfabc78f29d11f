import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Role } from "../../../api/calls/app.ts";
import type { CallFault } from "../../../api/fault.ts";
import type { AssessmentVerdict } from "../../parts/assessment-mark.tsx";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCall, useClient } from "../../shell/use-call.ts";
import { needsReason } from "./assess.tsx";
import type { CaseDetail } from "./case-types.ts";
import { draftOf, dropDraft, keepDraft, type Draft } from "./drafts.ts";

/** The last saved case of this page, for undo. */
let lastSaved: string | null = null;

interface Assessing {
  readonly draft: Draft;
  readonly saving: boolean;
  readonly fault: CallFault | null;
  readonly change: (part: Partial<Draft>) => void;
  readonly choose: (verdict: AssessmentVerdict) => void;
  readonly save: () => void;
  readonly undo: () => void;
  readonly noteField: React.RefObject<HTMLTextAreaElement | null>;
  readonly reasonField: React.RefObject<HTMLInputElement | null>;
}

/** Everything that a person can do to the verdict of one case. */
export function useAssessing(
  detail: CaseDetail,
  onNext: (next: string | null) => void,
  onUndone: (caseId: string) => void,
): Assessing {
  const client = useClient();
  const queries = useQueryClient();
  const { say, toast } = useAnnounce();
  const about = useCall("app.about", {});
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail));
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<CallFault | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const role: Role = about.data?.role ?? "front-desk";
  const id = detail.case.id;

  function change(part: Partial<Draft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(id, next);
  }

  function choose(verdict: AssessmentVerdict) {
    change({ verdict });
    setFault(null);
    const field = verdict === "fail" && draft.note === "" ? noteField : reasonField;
    // the reason field is drawn only after this choice
    if (verdict !== "cant-tell") window.setTimeout(() => field.current?.focus(), 0);
  }

  function askAgain() {
    const areas = new Set(["case", "assessment", "workspace"]);
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => areas.has(String(queryKey[0]).split(".")[0] ?? ""),
    });
  }

  async function save() {
    if (saving) return;
    if (draft.verdict === null) {
      say("Choose Pass, Fail or Can’t tell first.");
      return;
    }
    if (needsReason(detail, draft) && draft.reason.trim() === "") {
      say("Say why it passes although there are differences.");
      reasonField.current?.focus();
      return;
    }
    setSaving(true);
    try {
      const reason = needsReason(detail, draft) ? draft.reason : "";
      const saved = await client.command("assessment.save", {
        case: id,
        verdict: draft.verdict,
        note: draft.note,
        reason,
        role,
      });
      lastSaved = id;
      dropDraft(id);
      setFault(null);
      toast("Saved. Undo with Ctrl Z.");
      onNext(saved.next);
    } catch (thrown) {
      setFault(faultOf(thrown));
    } finally {
      setSaving(false);
      askAgain();
    }
  }

  async function undo() {
    const back = lastSaved ?? (detail.assessment === null ? null : id);
    if (back === null) return;
    try {
      await client.command("assessment.withdraw", { case: back });
      lastSaved = null;
      const stored = queries.getQueryData<CaseDetail>(["case.detail", { case: back }])?.assessment;
      const open = { verdict: null, note: stored?.note ?? "", reason: stored?.reason ?? "" };
      keepDraft(back, open);
      if (back === id) setDraft(open);
      toast("Undone: this patient waits again.");
      onUndone(back);
    } catch (thrown) {
      setFault(faultOf(thrown));
    } finally {
      askAgain();
    }
  }

  return {
    draft,
    saving,
    fault,
    change,
    choose,
    save: () => void save(),
    undo: () => void undo(),
    noteField,
    reasonField,
  };
}
