import type { z } from "zod";
import type { agreedRule, ruleProposal } from "../../api/calls/rule.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { ruleText } from "../../core/compare/rules/rule-text.ts";
import type { RuleRecord } from "../../db/records.ts";
import type { WorkspaceProposal } from "./workspace-rules.ts";

/** A rule as screens and the command line show it. */
export function agreedRuleOf(record: RuleRecord): z.infer<typeof agreedRule> {
  const { declared, fromCase, source, target, withdrawn } = record;
  return {
    id: record.id,
    profile: record.profileName,
    rule: declared.rule,
    text: ruleText(declared.rule),
    field: declared.field,
    label: fieldById(declared.field)?.label ?? declared.field,
    reason: declared.reason,
    agreedBy: [...declared.agreedBy],
    case: fromCase,
    source,
    target,
    at: record.agreedAt,
    withdrawn,
  };
}

export function proposalOf(proposal: WorkspaceProposal): z.infer<typeof ruleProposal> {
  const { id, draft, text, needs, void: why } = proposal;
  return { id, rule: draft.rule, text, needs, void: why };
}
