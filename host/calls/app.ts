import { catalogueVersion } from "../../core/catalogue/version.ts";
import type { LedgerRecord } from "../../db/ledger-events.ts";
import type { Workspace } from "../../db/stores.ts";
import { checkChain, type LedgerProblem } from "../../db/verify-ledger.ts";
import type { Host } from "../host.ts";
import type { AreaHandlers } from "./area-handlers.ts";

/** Entries added since the last walk before the chain is walked again. */
const rewalkAfter = 100;
const pageSize = 1000;

async function walk({ id, read }: Workspace): Promise<LedgerProblem | null> {
  const head = await read.ledger.head();
  const records: LedgerRecord[] = [];
  while (records.length < head.count) {
    const page = await read.ledger.list(records.length, pageSize);
    if (page.length === 0) break;
    records.push(...page);
  }
  return checkChain(records.slice(0, head.count), id, head);
}

export function appHandlers(host: Host): AreaHandlers<"app"> {
  let walked: { path: string; entries: number; problem: LedgerProblem | null } | null = null;

  const chain = async () => {
    const workspace = host.workspace();
    const { count } = await workspace.read.ledger.head();
    if (walked?.path !== workspace.path || count - walked.entries > rewalkAfter)
      walked = { path: workspace.path, entries: count, problem: await walk(workspace) };
    const { problem } = walked;
    return {
      ok: problem === null,
      entries: walked.entries,
      says:
        problem === null
          ? "Every entry fits the one before."
          : `The record does not verify at entry ${problem.at}: ${problem.why}`,
    };
  };

  return {
    "app.about": async () => {
      const { role, theme, letterKeys } = host.settings.current();
      return {
        version: host.version,
        catalogue: catalogueVersion,
        node: process.versions.node,
        door: host.door,
        role,
        theme,
        letterKeys,
        chain: await chain(),
      };
    },
    "app.settings": async (input) => {
      await host.settings.change({
        ...(input.role === undefined ? {} : { role: input.role }),
        ...(input.theme === undefined ? {} : { theme: input.theme }),
        ...(input.letterKeys === undefined ? {} : { letterKeys: input.letterKeys }),
      });
      host.announce(["app"]);
      return {};
    },
    "app.log": ({ limit }) => Promise.resolve({ lines: [...host.logLines(limit)] }),
  };
}
