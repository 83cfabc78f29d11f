import { createHash } from "node:crypto";

import type { Difference } from "../../core/compare/result.ts";
import { whyNotAgreed } from "../../core/compare/rules/agreement.ts";
import { proposeRules } from "../../core/compare/rules/propose-rules.ts";
import type { RuleProposal } from "../../core/compare/rules/propose-rules.ts";
import { splitRules } from "../../core/compare/void-rules.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { caseId } from "../../db/ids.ts";
import type { CaseRecord, RuleRecord, RunRecord } from "../../db/records.ts";
import type { ReadableStores, Workspace } from "../../db/stores.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { chartsOfRun } from "../runs/rules-of-run.ts";
import { chartIn } from "../runs/load-cases.ts";
import { ruledDifference } from "./ruled-difference.ts";

/** Which difference of which case. */
export interface DifferencePlace {
  readonly case: string;
  readonly field: string;
  readonly entry: string;
}

/** A rule that describes a difference exactly, and why it would not be used, if so. */
export interface WorkspaceProposal extends RuleProposal {
  readonly void: string | null;
}

interface Found {
  readonly record: CaseRecord;
  readonly run: RunRecord;
  readonly difference: Difference;
  readonly proposals: readonly WorkspaceProposal[];
}

/**
 * The rules that describe a difference of a stored case exactly.
 * @throws CliFailure (exit 2) where there is no such case or difference
 */
export async function proposalsFor(read: ReadableStores, place: DifferencePlace): Promise<Found> {
  const record = await read.cases.case(caseId(place.case));
  const run = record === null ? null : await read.runs.run(record.run);
  if (record === null || run === null) throw unknown(`There is no case ${place.case}.`, place.case);
  const rounds = await read.comparisons.ofCase(record.id);
  for (const comparison of rounds.toReversed()) {
    const difference = comparison.differences.find(
      (each) => each.field === place.field && each.entry === place.entry,
    );
    if (difference === undefined || difference.verdict === "not-compared") continue;
    const round = comparison.round > 1 ? 2 : 1;
    const stored = await read.people.round(run.peopleSet, record.personIndex, round);
    const ruled = stored === null ? null : ruledDifference(difference, comparison, chartIn(stored));
    const charts = await chartsOfRun(read, run);
    const proposals = (ruled === null ? [] : proposeRules(ruled)).map((proposal) => {
      const all = { reason: "agreed", agreedBy: ["privacy", "clinical"] };
      const [voided] = splitRules([{ ...proposal.draft, ...all }], charts).void;
      return { ...proposal, void: voided?.reason ?? null };
    });
    return { record, run, difference, proposals };
  }
  const where = `${place.field}${place.entry === "" ? "" : ` ${place.entry}`}`;
  throw unknown(`The case ${place.case} has no difference in ${where}.`, where);
}

/**
 * Agrees to a proposed rule: it is in force for later runs of the workspace through a profile of that name.
 * @throws CliFailure (exit 2) where it is no proposal for the difference, void, or too few agreed
 */
export async function agreeToRule(
  workspace: Workspace,
  place: DifferencePlace,
  wanted: {
    readonly proposal: string;
    readonly reason: string;
    readonly agreedBy: readonly string[];
  },
  made: { readonly id: string; readonly now: Date },
): Promise<RuleRecord> {
  const { record, run, difference, proposals } = await proposalsFor(workspace.read, place);
  const proposal = proposals.find(({ id }) => id === wanted.proposal);
  if (proposal === undefined) {
    const known = proposals.map(({ id }) => id).join(", ");
    const they = known === "" ? "None does: it is no allowed difference." : `These do: ${known}.`;
    throw unknown(`${wanted.proposal} does not describe this difference exactly. ${they}`, "rule");
  }
  if (proposal.void !== null) throw unknown(`It would not be used: ${proposal.void}`, "rule");
  const reason = wanted.reason.trim();
  const agreedBy = wanted.agreedBy.map((name) => name.trim()).filter((name) => name !== "");
  if (reason === "") throw unknown("A rule needs a reason.", "reason");
  if (agreedBy.length === 0) throw unknown("A rule needs somebody who agreed to it.", "agreedBy");
  const declared = { ...proposal.draft, reason, agreedBy };
  const field = fieldById(difference.field);
  const why = field === undefined ? null : whyNotAgreed(declared, field);
  if (why !== null) throw unknown(why, "agreedBy");
  const rule = {
    id: made.id,
    profileName: run.profileName,
    declared,
    fromCase: record.id,
    fromRound: difference.round,
    fromEntry: difference.entry,
    source: difference.source ?? null,
    target: difference.target ?? null,
    agreedAt: made.now.toISOString(),
  };
  await workspace.tick(async (stores) => {
    await stores.rules.add(rule);
    await stores.ledger.append({
      type: "rule.changed",
      subject: rule.id,
      data: { old: null, new: hashOf(declared) },
      actor: "unnamed",
      role: null,
    });
  });
  return { ...rule, withdrawn: null };
}

/** Withdraws a rule; runs that had it keep it. @throws CliFailure (exit 2) where there is none in force */
export async function withdrawRule(
  workspace: Workspace,
  id: string,
  why: string,
  now: Date,
): Promise<void> {
  const rule = (await workspace.read.rules.all()).find((each) => each.id === id);
  if (rule === undefined || rule.withdrawn !== null) {
    throw unknown(`There is no rule ${id} in force in this workspace.`, id);
  }
  if (why.trim() === "") throw unknown("Withdrawing a rule needs a reason.", "reason");
  await workspace.tick(async (stores) => {
    await stores.rules.withdraw(id, { at: now.toISOString(), why: why.trim() });
    await stores.ledger.append({
      type: "rule.changed",
      subject: id,
      data: { old: hashOf(rule.declared), new: null },
      actor: "unnamed",
      role: null,
    });
  });
}

function hashOf(declared: unknown): string {
  return createHash("sha256").update(JSON.stringify(declared)).digest("hex");
}

function unknown(happened: string, at: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened,
    safe: "No rule was changed.",
    todo: "crosschart rules --help says how rules are proposed and agreed to.",
    at,
  });
}
