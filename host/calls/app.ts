import { catalogueVersion } from "../../core/catalogue/version.ts";
import type { LedgerRecord } from "../../db/ledger-events.ts";
import { ledgerHash } from "../../db/ledger-hash.ts";
import type { Workspace } from "../../db/stores.ts";
import { checkChain, type LedgerProblem } from "../../db/verify-ledger.ts";
import type { Host } from "../host.ts";
import type { AreaHandlers } from "./area-handlers.ts";

const pageSize = 1000;

/** How far the chain of a workspace has been walked, and what was found. */
interface Walked {
  readonly path: string;
  readonly entries: number;
  readonly problem: LedgerProblem | null;
}

/** Walks the whole chain of a workspace that was just opened; later only what was added. */
async function walk(workspace: Workspace, before: Walked | null): Promise<Walked> {
  const { id, path, read } = workspace;
  const head = await read.ledger.head();
  if (before?.path === path && before.entries === head.count) return before;
  if (before?.path === path && before.problem !== null) return before;
  const from = before?.path === path ? before.entries - 1 : 0;
  const records: LedgerRecord[] = [];
  while (from + records.length < head.count) {
    const page = await read.ledger.list(from + records.length, pageSize);
    if (page.length === 0) break;
    records.push(...page);
  }
  const added = records.slice(0, head.count - from);
  const problem = from === 0 ? checkChain(added, id, head) : brokenLink(added);
  return { path, entries: head.count, problem };
}

/** The first record whose content or link does not fit; the first one given is known to be right. */
function brokenLink(records: readonly LedgerRecord[]): LedgerProblem | null {
  for (const [at, record] of records.entries()) {
    const fits = at === 0 || record.prev === records[at - 1]?.hash;
    if (fits && ledgerHash(record) === record.hash) continue;
    return { at: record.seq, kind: "edited", why: "It does not fit the entry before it." };
  }
  return null;
}

export function appHandlers(host: Host): AreaHandlers<"app"> {
  let walked: Walked | null = null;

  const chain = async () => {
    walked = await walk(host.workspace(), walked);
    const { entries, problem } = walked;
    return {
      ok: problem === null,
      entries,
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
