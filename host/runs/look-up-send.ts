import type { RecordRef } from "../partners/partner.ts";
import type { EncodedRound } from "./encode-round.ts";
import { stopFor } from "./guard-run.ts";
import { lookAtHop } from "./look-at-hop.ts";
import type { CaseWork, RunContext } from "./run-context.ts";

/**
 * Whether a send whose answer was lost has arrived (architecture.md, rule 3). A first send has if the
 * person is there: a transaction is all or nothing. An update has if the person's version moved on.
 * @returns the records in the order of the entries, or null where it did not arrive
 */
export async function lookUpSend(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
  encoded: EncodedRound,
): Promise<{ readonly links: readonly (RecordRef | null)[] } | null> {
  const system =
    context.partners.systems.find((one) => one.name === "source") ?? context.partners.systems[0];
  if (system === undefined) return null;
  const before = work.links.get("Patient")?.version ?? null;
  const look = await lookAtHop(context, work, system, round, null);
  if (look.trouble !== null) {
    throw stopFor(
      look.trouble,
      "Sends whose end is not known were not repeated; all of it is kept.",
    );
  }
  if (look.stored === "not-found") return null;
  const now = work.links.get("Patient")?.version ?? null;
  // Without versions nobody can tell; putting the whole record again changes nothing.
  if (round === 2 && (now === null || now === before)) return null;
  return {
    links: encoded.keys.map((key) => {
      const link = work.links.get(key);
      return link === undefined
        ? null
        : { type: link.resource, id: link.id, version: link.version };
    }),
  };
}
