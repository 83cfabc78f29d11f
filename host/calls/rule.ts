import { randomUUID } from "node:crypto";
import type { Host } from "../host.ts";
import { agreedRuleOf, proposalOf } from "../rules/rule-words.ts";
import { agreeToRule, proposalsFor, withdrawRule } from "../rules/workspace-rules.ts";
import type { AreaHandlers } from "./area-handlers.ts";

export function ruleHandlers(host: Host): AreaHandlers<"rule"> {
  return {
    "rule.propose": async (place) => {
      const { proposals } = await proposalsFor(host.workspace().read, place);
      return { proposals: proposals.map(proposalOf) };
    },
    "rule.agree": async ({ proposal, reason, agreedBy, ...place }) => {
      const wanted = { proposal, reason, agreedBy };
      const made = { id: `rule-${randomUUID()}`, now: host.now() };
      return { rule: agreedRuleOf(await agreeToRule(host.workspace(), place, wanted, made)) };
    },
    "rule.list": async () => ({
      rules: (await host.workspace().read.rules.all()).map(agreedRuleOf),
    }),
    "rule.withdraw": async ({ rule, reason }) => {
      await withdrawRule(host.workspace(), rule, reason, host.now());
      return {};
    },
  };
}
