import { randomUUID } from "node:crypto";
import type { Command } from "commander";

import type { Workspace } from "../../db/stores.ts";
import { agreedRuleOf, proposalOf } from "../rules/rule-words.ts";
import { agreeToRule, proposalsFor, withdrawRule } from "../rules/workspace-rules.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { openNamed } from "./workspace-option.ts";

interface Options {
  readonly workspace: string;
  readonly json?: boolean;
  readonly allow?: boolean;
  readonly proposal: string;
  readonly reason: string;
  readonly agreedBy: readonly string[];
}

const workspaceOption = ["--workspace <file>", "the workspace"] as const;

/** `rules`: what people of a workspace agreed to allow, proposed from a difference that they saw. */
export function registerRules(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  const rules = program
    .command("rules")
    .description("list, propose, agree to and withdraw rules on what may differ")
    .addHelpText("after", "\nExample:\n  crosschart rules list --workspace clinic.crosschart\n");
  const inWorkspace = async (file: string, work: (open: Workspace) => Promise<void>) => {
    const workspace = await openNamed(file, io);
    try {
      await work(workspace);
    } finally {
      await workspace.close();
    }
    finish(exitCodes.ok);
  };

  rules
    .command("list")
    .description("the rules of a workspace, withdrawn ones included")
    .requiredOption(...workspaceOption)
    .option("--json", "print one JSON document")
    .option("--allow", 'print those in force as {"allow":[…]}, for a profile or compare --rules')
    .addHelpText("after", "\nExample:\n  crosschart rules list --workspace clinic.crosschart\n")
    .action((options: Options) =>
      inWorkspace(options.workspace, (open) => list(open, options, io)),
    );

  rules
    .command("propose")
    .description("the rules that describe a difference exactly")
    .argument("<case>", "the case, as cases prints it")
    .argument("<field>", "the field of the difference")
    .argument("[entry]", "the entry of its list, as the report has it", "")
    .requiredOption(...workspaceOption)
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  crosschart rules propose r-1a2b3c4d/ROUND-TRIP/p-0001 patient.address.city --workspace clinic.crosschart\n",
    )
    .action((record: string, field: string, entry: string, options: Options) =>
      inWorkspace(options.workspace, (open) =>
        propose(open, { case: record, field, entry }, options, io),
      ),
    );

  rules
    .command("agree")
    .description("agree to a proposed rule; later runs of the workspace have it")
    .argument("<case>", "the case")
    .argument("<field>", "the field of the difference")
    .argument("[entry]", "the entry of its list", "")
    .requiredOption(...workspaceOption)
    .requiredOption("--proposal <id>", "which one, as propose prints it")
    .requiredOption("--reason <text>", "why it is allowed")
    .requiredOption("--agreed-by <who...>", "who agreed; two on fields that could do most harm")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      '\nExample:\n  crosschart rules agree r-1a2b3c4d/ROUND-TRIP/p-0001 patient.address.city --proposal AT-03 --reason "stored in capitals" --agreed-by operations --workspace clinic.crosschart\n',
    )
    .action((record: string, field: string, entry: string, options: Options) =>
      inWorkspace(options.workspace, async (open) => {
        const place = { case: record, field, entry };
        const made = { id: `rule-${randomUUID()}`, now: io.now() };
        const rule = agreedRuleOf(await agreeToRule(open, place, options, made));
        io.out(options.json === true ? text({ rule }) : `${rule.id}\n${line(rule)}`);
      }),
    );

  rules
    .command("withdraw")
    .description("withdraw a rule; runs that had it keep it")
    .argument("<rule>", "the rule, as list prints it")
    .requiredOption(...workspaceOption)
    .requiredOption("--reason <text>", "why it is no longer allowed")
    .addHelpText(
      "after",
      '\nExample:\n  crosschart rules withdraw rule-… --reason "the EMR was mended" --workspace clinic.crosschart\n',
    )
    .action((rule: string, options: Options) =>
      inWorkspace(options.workspace, async (open) => {
        await withdrawRule(open, rule, options.reason, io.now());
        io.out(`${rule} is withdrawn.\n`);
      }),
    );
}

type Rule = ReturnType<typeof agreedRuleOf>;

function text(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function line(rule: Rule): string {
  const state = rule.withdrawn === null ? "" : ` · withdrawn: ${rule.withdrawn.why}`;
  return `  ${rule.rule} on ${rule.field}: ${rule.reason} (${rule.agreedBy.join(", ")})${state}\n`;
}

async function list(workspace: Workspace, options: Options, io: CliIo): Promise<void> {
  const all = await workspace.read.rules.all();
  if (options.allow === true) {
    const open = all.filter(({ withdrawn }) => withdrawn === null);
    io.out(text({ allow: open.map(({ declared }) => declared) }));
    return;
  }
  const rules = all.map(agreedRuleOf);
  if (options.json === true) io.out(text({ format: "crosschart-rules/1", rules }));
  else if (rules.length === 0) io.out("No rule was agreed to in this workspace.\n");
  else io.out(rules.map((rule) => `${rule.id}\n${line(rule)}`).join(""));
}

async function propose(
  workspace: Workspace,
  place: { readonly case: string; readonly field: string; readonly entry: string },
  options: Options,
  io: CliIo,
): Promise<void> {
  const found = await proposalsFor(workspace.read, place);
  const proposals = found.proposals.map(proposalOf);
  if (options.json === true) {
    io.out(text({ format: "crosschart-proposals/1", ...place, proposals }));
    return;
  }
  if (proposals.length === 0) {
    io.out("No rule describes this difference exactly: it is no allowed difference.\n");
    return;
  }
  io.out(
    proposals
      .map(({ id, text: says, needs, void: why }) => {
        const notes = [needs, why === null ? null : `It would not be used: ${why}`];
        const told = notes.filter((note) => note !== null).map((note) => `  ${note}\n`);
        return `${id}\n  ${says}\n${told.join("")}`;
      })
      .join(""),
  );
}
