import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, toJson, wordOf } from "./columns.ts";
import { campaignId, campaignRoundId, peopleSetId, runId } from "./ids.ts";
import type { Lease, RunRecord, RunState, RunSummary } from "./records.ts";
import { tallyOf } from "./run-tally.ts";
import type { ReadableRuns, WritableRuns } from "./stores.ts";
import type { Tables } from "./tables.ts";

const summaryColumns = [
  "id",
  "campaign",
  "campaign_round",
  "people_set",
  "seed",
  "profile_name",
  "fingerprint",
  "queued_at",
  "started_at",
  "ended_at",
  "outcome",
  "stop",
  "faults",
  "lease_owner",
  "lease_host",
  "lease_pid",
  "lease_until",
  "probe_of",
] as const;
type SummaryRow = Pick<Tables["run"], (typeof summaryColumns)[number]>;

function leaseOf(row: SummaryRow): Lease | null {
  const { lease_owner: owner, lease_host: host, lease_pid: pid, lease_until: until } = row;
  if (owner === null || host === null || pid === null || until === null) return null;
  return { owner, host, pid, until };
}

function headOf(row: SummaryRow): Omit<RunRecord, "profile" | "options"> {
  return {
    id: runId(row.id),
    campaign: row.campaign === null ? null : campaignId(row.campaign),
    campaignRound: row.campaign_round === null ? null : campaignRoundId(row.campaign_round),
    peopleSet: peopleSetId(row.people_set),
    seed: row.seed,
    profileName: row.profile_name,
    fingerprint: row.fingerprint,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome === null ? null : wordOf(row.outcome),
    stop: row.stop === null ? null : fromJson(row.stop),
    faults: row.faults === null ? null : fromJson(row.faults),
    lease: leaseOf(row),
    probeOf: row.probe_of === null ? null : runId(row.probe_of),
  };
}

/** Without an outcome a run is queued, running under a lease that holds, or interrupted. */
function stateOf(run: Omit<RunRecord, "profile" | "options">, now: string): RunState {
  if (run.outcome !== null) return run.outcome;
  if (run.lease !== null && run.lease.until > now) return "running";
  return run.startedAt === null ? "queued" : "interrupted";
}

export function readRuns(db: ReadableDb, now: () => Date): ReadableRuns {
  async function summaries(rows: readonly SummaryRow[]): Promise<readonly RunSummary[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const tally = await db.selectFrom("run_tally").selectAll().where("run", "in", ids).execute();
    const at = now().toISOString();
    return rows.map((row) => {
      const head = headOf(row);
      const own = tally.filter((line) => line.run === row.id);
      return { ...head, state: stateOf(head, at), tally: tallyOf(own) };
    });
  }
  return {
    async run(id) {
      const query = db.selectFrom("run").selectAll().where("id", "=", id);
      const row = await query.executeTakeFirst();
      if (!row) return null;
      return { ...headOf(row), profile: fromJson(row.profile), options: fromJson(row.options) };
    },
    async summary(id) {
      const query = db.selectFrom("run").select(summaryColumns).where("id", "=", id);
      return (await summaries(await query.execute()))[0] ?? null;
    },
    async list(filter = {}) {
      let query = db.selectFrom("run").select(summaryColumns);
      if (filter.campaign !== undefined) {
        query = query.where("campaign", filter.campaign === null ? "is" : "=", filter.campaign);
      }
      if (filter.probes !== true) query = query.where("probe_of", "is", null);
      const ordered = query.orderBy("queued_at", "desc").orderBy("id", "desc");
      return summaries(await ordered.limit(filter.limit ?? 100).execute());
    },
  };
}

const noLease = { lease_owner: null, lease_host: null, lease_pid: null, lease_until: null };

export function writeRuns(db: WritableDb, now: () => Date): WritableRuns {
  const reading = readRuns(db, now);
  return {
    ...reading,
    async add(run) {
      const row = {
        id: run.id,
        campaign: run.campaign,
        campaign_round: run.campaignRound,
        people_set: run.peopleSet,
        seed: run.seed,
        profile_name: run.profileName,
        fingerprint: run.fingerprint,
        profile: toJson(run.profile),
        options: toJson(run.options),
        queued_at: run.queuedAt,
        probe_of: run.probeOf ?? null,
      };
      await db.insertInto("run").values(row).execute();
    },
    async start(id, at) {
      const query = db.updateTable("run").set({ started_at: at }).where("id", "=", id);
      await query.where("started_at", "is", null).execute();
    },
    async end(id, { outcome, at, stop }) {
      const ended = { outcome, ended_at: at, stop: stop ? toJson(stop) : null, ...noLease };
      await db.updateTable("run").set(ended).where("id", "=", id).execute();
    },
    async reopen(id) {
      const open = { outcome: null, ended_at: null, stop: null };
      await db.updateTable("run").set(open).where("id", "=", id).execute();
    },
    async setFaults(id, faults) {
      const change = { faults: toJson(faults) };
      await db.updateTable("run").set(change).where("id", "=", id).execute();
    },
    async lease(id, lease, at) {
      const query = db.selectFrom("run").select(summaryColumns).where("id", "=", id);
      const holder = leaseOf(await query.executeTakeFirstOrThrow());
      const mine = holder?.owner === lease.owner && holder.pid === lease.pid;
      if (holder && !mine && holder.until > at) return { ok: false, holder };
      const taken = {
        lease_owner: lease.owner,
        lease_host: lease.host,
        lease_pid: lease.pid,
        lease_until: lease.until,
      };
      await db.updateTable("run").set(taken).where("id", "=", id).execute();
      return { ok: true };
    },
    async release(id) {
      await db.updateTable("run").set(noLease).where("id", "=", id).execute();
    },
  };
}
