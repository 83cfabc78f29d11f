import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, toJson } from "./columns.ts";
import type { ReadableSettings, WritableSettings } from "./stores.ts";

export function readSettings(db: ReadableDb): ReadableSettings {
  return {
    async get(key) {
      const query = db.selectFrom("setting").select("value").where("key", "=", key);
      const row = await query.executeTakeFirst();
      return row ? fromJson<unknown>(row.value) : undefined;
    },
    async all() {
      const rows = await db.selectFrom("setting").selectAll().orderBy("key").execute();
      return Object.fromEntries(rows.map((row) => [row.key, fromJson<unknown>(row.value)]));
    },
  };
}

export function writeSettings(db: WritableDb): WritableSettings {
  return {
    ...readSettings(db),
    async set(key, value) {
      const text = toJson(value);
      await db
        .insertInto("setting")
        .values({ key, value: text })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: text }))
        .execute();
    },
    async remove(key) {
      await db.deleteFrom("setting").where("key", "=", key).execute();
    },
  };
}
