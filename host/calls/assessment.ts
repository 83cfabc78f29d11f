import { createHash, randomUUID } from "node:crypto";
import { isUnallowed } from "../../core/compare/verdict.ts";
import type { Host } from "../host.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { existingCase } from "./case.ts";
import { caseLineOf, casesOfRun, sortCases } from "./case-list.ts";
import { refuse } from "./refuse.ts";
import type { FindingsReader } from "./run-findings.ts";

export function assessmentHandlers(
  host: Host,
  findingsOf: FindingsReader,
): AreaHandlers<"assessment"> {
  const give = async (
    id: string,
    given: {
      readonly verdict: "pass" | "fail" | "cant-tell" | "withdrawn";
      readonly note: string;
      readonly reason: string;
      readonly role: string;
    },
  ): Promise<string> => {
    const workspace = host.workspace();
    const record = await existingCase(workspace, id);
    const assessment = randomUUID();
    await workspace.tick(async (stores) => {
      await stores.assessments.give({
        id: assessment,
        case: record.id,
        role: given.role,
        verdict: given.verdict,
        note: given.note,
        reason: given.reason === "" ? null : given.reason,
        evidenceHash: record.evidenceHash,
        at: host.now().toISOString(),
      });
      await stores.ledger.append({
        type: "case.assessed",
        actor: "unnamed",
        role: given.role,
        subject: record.id,
        data: {
          assessment,
          verdict: given.verdict,
          evidence: record.evidenceHash,
          content: createHash("sha256").update(JSON.stringify(given)).digest("hex"),
        },
      });
    });
    return assessment;
  };

  return {
    "assessment.save": async (input) => {
      const workspace = host.workspace();
      const record = await existingCase(workspace, input.case);
      const open = record.verdict === null || isUnallowed(record.verdict);
      if (input.verdict === "pass" && open && input.reason.trim() === "")
        throw refuse(
          "bad-request",
          "This patient still has differences.",
          "Your note is kept on the screen; nothing was saved.",
          "Say why it is all right, or choose Fail or Can't tell.",
        );
      const assessment = await give(input.case, input);
      const findings = await findingsOf(workspace, record.run);
      const lines = (await casesOfRun(workspace, record.run)).map((each) =>
        caseLineOf(each, findings),
      );
      const next = sortCases(lines, "waiting").find(
        (line) => line.assessment === null && line.id !== input.case,
      );
      return { assessment, next: next?.id ?? null };
    },

    "assessment.withdraw": async (input) => {
      const workspace = host.workspace();
      const all = await workspace.read.assessments.ofCase(
        (await existingCase(workspace, input.case)).id,
      );
      const { role } = host.settings.current();
      const current = all.find((each) => each.supersededBy === null && each.role === role);
      if (current === undefined || current.verdict === "withdrawn") return {};
      await give(input.case, { verdict: "withdrawn", note: "", reason: "", role: current.role });
      return {};
    },

    "assessment.history": async (input) => {
      const workspace = host.workspace();
      const record = await existingCase(workspace, input.case);
      const all = await workspace.read.assessments.ofCase(record.id);
      return {
        assessments: all.map((each) => ({
          id: each.id,
          verdict: each.verdict,
          note: each.note,
          reason: each.reason ?? "",
          role: each.role,
          signer: each.signer,
          at: each.at,
          evidenceHash: each.evidenceHash ?? "",
          supersededBy: each.supersededBy,
        })),
      };
    },
  };
}
