import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { peopleSetId } from "../../db/ids.ts";
import { openOrCreateWorkspace } from "../../db/open-workspace.ts";
import type { PersonRoundRecord } from "../../db/records.ts";
import { type Figure, sideBySide } from "../figure.ts";

/** Charts of 8 kB are stored in ticks of ours, beside the same rows through better-sqlite3 alone. */
export async function figures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "crosschart-bench-"));
  try {
    return [
      await storing(folder, { name: "storing one by one", ticks: 200, perTick: 1 }),
      await storing(folder, { name: "storing in hundreds", ticks: 10, perTick: 100 }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function storing(
  folder: string,
  work: { readonly name: string; readonly ticks: number; readonly perTick: number },
): Promise<Figure> {
  const path = join(folder, `${work.perTick}.crosschart`);
  const workspace = await openOrCreateWorkspace(path, {
    ownerName: "bench",
    appVersion: "0.0.0",
    now: () => new Date(),
  });
  const set = peopleSetId("bench");
  await workspace.tick((stores) =>
    stores.people.addSet({
      id: set,
      seed: "bench",
      referenceDate: "2026-01-15",
      catalogue: "bench",
      options: {},
      madeAt: new Date(0).toISOString(),
    }),
  );
  const raw = rawInserts(join(folder, `${work.perTick}.sqlite`));
  const chart = new Uint8Array(8192).fill(32);
  let next = 0;
  let nextRaw = 0;
  const rounds = work.ticks * work.perTick;
  try {
    return await sideBySide({
      name: work.name,
      unit: "ms per 1000 charts of 8 kB",
      peerName: "raw better-sqlite3 inserts with the same safety",
      perMs: 1000 / rounds,
      rounds: 5,
      ours: async () => {
        for (let tick = 0; tick < work.ticks; tick++) {
          const records = Array.from({ length: work.perTick }, (): PersonRoundRecord => {
            return { set, index: next++, round: 1, chart, expectations: [], encoded: null };
          });
          await workspace.tick(async (stores) => {
            await stores.people.addPersons(
              records.map(({ index }) => ({
                set,
                index,
                person: `p-${index}`,
                control: false,
                label: "Bench",
                operators: [],
              })),
            );
            await stores.people.addRounds(records);
          });
        }
      },
      peer: () => {
        for (let tick = 0; tick < work.ticks; tick++) {
          raw.insert(nextRaw, work.perTick, chart);
          nextRaw += work.perTick;
        }
      },
    });
  } finally {
    raw.close();
    await workspace.close();
  }
}

interface RawInserts {
  readonly insert: (from: number, count: number, chart: Uint8Array) => void;
  readonly close: () => void;
}

function rawInserts(path: string): RawInserts {
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec(
    "CREATE TABLE person (set_id TEXT, number INTEGER, person TEXT, control INTEGER, label TEXT, " +
      "operators TEXT, PRIMARY KEY (set_id, number)) STRICT; " +
      "CREATE TABLE person_round (set_id TEXT, number INTEGER, round INTEGER, chart BLOB, " +
      "expectations TEXT, PRIMARY KEY (set_id, number, round)) STRICT;",
  );
  const person = database.prepare("INSERT INTO person VALUES ('bench', ?, ?, 0, 'Bench', '[]')");
  const round = database.prepare("INSERT INTO person_round VALUES ('bench', ?, 1, ?, '[]')");
  const insert = database.transaction((from: number, count: number, chart: Uint8Array) => {
    for (let index = from; index < from + count; index++) {
      person.run(index, `p-${index}`);
      round.run(index, chart);
    }
  });
  return { insert, close: () => database.close() };
}
