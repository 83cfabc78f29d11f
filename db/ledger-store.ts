import type { ReadableDb, WritableDb } from "./connection.ts";
import {
  ledgerEvents,
  type LedgerEntry,
  type LedgerEventType,
  type LedgerRecord,
  type LedgerValueKind,
} from "./ledger-events.ts";
import { ledgerHash } from "./ledger-hash.ts";
import type { ReadableLedger, WritableLedger } from "./stores.ts";
import type { Tables } from "./tables.ts";

/** What the ledger needs of the world, given once when a workspace is opened. */
export interface LedgerClock {
  readonly now: () => Date;
  /** Milliseconds since the store was opened, never set back. */
  readonly mono: () => number;
  readonly zone: string;
  readonly device: string;
  readonly newId: () => string;
}

export function recordOf(row: Tables["ledger"]): LedgerRecord {
  const { v, seq, id, at, zone, mono, actor, role, device, type, subject, prev, hash } = row;
  // What stands in the columns is what `append` wrote; if it is not, verification says so.
  const data = JSON.parse(row.data) as LedgerRecord["data"];
  const known = { v: v as 1, type: type as LedgerEventType };
  return { ...known, seq, id, at, zone, mono, actor, role, device, subject, data, prev, hash };
}

export function readLedger(db: ReadableDb): ReadableLedger {
  return {
    async list(after, limit) {
      const query = db.selectFrom("ledger").selectAll().where("seq", ">", after);
      return (await query.orderBy("seq").limit(limit).execute()).map(recordOf);
    },
    async head() {
      const row = await db.selectFrom("ledger_head").select(["count", "hash"]).executeTakeFirst();
      if (!row) throw new Error("The ledger has no head.");
      return row;
    },
  };
}

const fits: Readonly<Record<LedgerValueKind, (value: unknown) => boolean>> = {
  hash: (value) => value === null || (typeof value === "string" && /^[0-9a-f]{64}$/.test(value)),
  token: (value) => typeof value === "string" && /^[A-Za-z0-9._:/|+-]{1,200}$/.test(value),
  count: (value) => typeof value === "number" && Number.isSafeInteger(value),
};

/** Refuses data that the event's shape does not name: so no patient value can slip in. */
function checkData(entry: LedgerEntry): void {
  const shape: Readonly<Record<string, LedgerValueKind>> = ledgerEvents[entry.type];
  const data: Readonly<Record<string, unknown>> = entry.data;
  for (const key of Object.keys(data)) {
    if (!Object.hasOwn(shape, key)) throw new Error(`${entry.type} has no ledger value "${key}".`);
  }
  for (const [key, kind] of Object.entries(shape)) {
    if (!fits[kind](data[key])) throw new Error(`"${key}" of ${entry.type} is no ${kind}.`);
  }
  if (!fits.token(entry.subject)) throw new Error(`The subject of ${entry.type} is no id.`);
  if (!fits.token(entry.actor)) throw new Error(`The actor of ${entry.type} is no login id.`);
  if (entry.role !== null && !fits.token(entry.role)) {
    throw new Error(`The role of ${entry.type} is no role.`);
  }
}

/** Wall and monotonic clock may drift apart by this much before it is recorded (workflow.md 8). */
const jumpMs = 120_000;

/** Watches the wall clock for jumps between one record and the next. */
export function watchClock(clock: LedgerClock): () => number {
  let wall = clock.now().getTime();
  let mono = clock.mono();
  return () => {
    const nowWall = clock.now().getTime();
    const nowMono = clock.mono();
    const jump = nowWall - wall - (nowMono - mono);
    wall = nowWall;
    mono = nowMono;
    return Math.abs(jump) > jumpMs ? Math.round(jump / 1000) : 0;
  };
}

export function writeLedger(
  db: WritableDb,
  clock: LedgerClock,
  jumped: () => number,
): WritableLedger {
  const reading = readLedger(db);
  async function write(entry: LedgerEntry): Promise<LedgerRecord> {
    checkData(entry);
    const head = await reading.head();
    const content: Omit<LedgerRecord, "hash"> = {
      v: 1,
      seq: head.count + 1,
      id: clock.newId(),
      at: clock.now().toISOString(),
      zone: clock.zone,
      mono: Math.round(clock.mono()),
      actor: entry.actor,
      role: entry.role,
      device: clock.device,
      type: entry.type,
      subject: entry.subject,
      data: entry.data,
      prev: head.hash,
    };
    const record = { ...content, hash: ledgerHash(content) };
    const data = JSON.stringify(record.data);
    await db
      .insertInto("ledger")
      .values({ ...record, data })
      .execute();
    return record;
  }
  return {
    ...reading,
    async append(entry) {
      const seconds = jumped();
      if (seconds !== 0) {
        const system = { actor: "system", role: null, subject: "clock" } as const;
        await write({ ...system, type: "clock.jumped", data: { seconds } });
      }
      return write(entry);
    },
  };
}
