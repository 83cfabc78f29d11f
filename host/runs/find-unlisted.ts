import type { HeldExchange, RecordRef } from "../partners/partner.ts";
import { addFound } from "./cleanup-list.ts";
import { judgeAll, wantedOf } from "./look-at-hop.ts";
import { recordsIn } from "./remember-records.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";

/**
 * Puts on the cleanup list what a case has at the partners and nobody has listed: a second copy, a
 * record that arrived after the reading ended, a send whose answer never came.
 */
export async function findUnlisted(context: RunContext, work: CaseWork): Promise<void> {
  const rows = await context.workspace.read.cleanup.ofCase(work.id);
  if (rows.length === 0 || rows.every((row) => row.state === "not-created")) return;
  for (const system of context.partners.systems) {
    const wanted = { ...wantedOf(context, work, system), receiptId: null };
    const ways = wanted.identifiers.map((one) => ({ identifier: one.system }));
    const reserved = ways.filter((way) => way.identifier in context.profile.identifiers);
    const found = await system.reader.find(wanted, reserved, context.stop);
    await judgeAll(context, work, system, found.exchanges);
    if (found.trouble !== null) continue;
    const here = rows.filter((row) => row.system === system.name);
    const unlisted = found.ids.filter((ref) => !here.some((row) => row.recordId === ref.id));
    for (const person of unlisted) await addPerson(context, work, system, person, found.exchanges);
    if (found.ids.length > 0) continue;
    // Nobody answers to the person's identifiers: what was never seen was never made.
    const never = here.filter((row) => row.recordId === null);
    await context.write(async (stores) => {
      for (const row of never) await stores.cleanup.move(row.id, { state: "not-created" });
    });
  }
}

async function addPerson(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  person: RecordRef,
  search: readonly HeldExchange[],
): Promise<void> {
  system.ids.add(`Patient/${person.id}`);
  const read = await system.reader.read(person.id, context.stop);
  await judgeAll(context, work, system, read.exchanges);
  const exchanges = [...search.slice(-1), ...read.exchanges];
  const records = exchanges.flatMap((held) => recordsIn(work, held));
  const own = records.filter((one) => one.type !== "Patient" || one.id === person.id);
  await context.write((stores) => addFound(context, stores, work, system, own));
}
