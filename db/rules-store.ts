import type { Selectable } from "kysely";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, toJson } from "./columns.ts";
import { caseId } from "./ids.ts";
import type { RuleRecord } from "./records.ts";
import type { ReadableRules, WritableRules } from "./stores.ts";
import type { Tables } from "./tables.ts";

function ruleOf(row: Selectable<Tables["rule"]>): RuleRecord {
  return {
    id: row.id,
    profileName: row.profile_name,
    declared: fromJson(row.declared),
    fromCase: caseId(row.from_case),
    fromRound: row.from_round,
    fromEntry: row.from_entry,
    source: row.source === null ? null : fromJson(row.source),
    target: row.target === null ? null : fromJson(row.target),
    agreedAt: row.agreed_at,
    withdrawn:
      row.withdrawn_at === null ? null : { at: row.withdrawn_at, why: row.withdrawn_why ?? "" },
  };
}

export function readRules(db: ReadableDb): ReadableRules {
  return {
    async all() {
      return (await db.selectFrom("rule").selectAll().orderBy("number").execute()).map(ruleOf);
    },
    async inForce(profileName) {
      const query = db.selectFrom("rule").selectAll().where("profile_name", "=", profileName);
      const open = query.where("withdrawn_at", "is", null).orderBy("number");
      return (await open.execute()).map(ruleOf);
    },
  };
}

export function writeRules(db: WritableDb): WritableRules {
  return {
    ...readRules(db),
    async add(rule) {
      const row = {
        id: rule.id,
        profile_name: rule.profileName,
        declared: toJson(rule.declared),
        from_case: rule.fromCase,
        from_round: rule.fromRound,
        from_entry: rule.fromEntry,
        source: rule.source === null ? null : toJson(rule.source),
        target: rule.target === null ? null : toJson(rule.target),
        agreed_at: rule.agreedAt,
        withdrawn_at: null,
        withdrawn_why: null,
      };
      await db.insertInto("rule").values(row).execute();
    },
    async withdraw(id, withdrawn) {
      const change = { withdrawn_at: withdrawn.at, withdrawn_why: withdrawn.why };
      const query = db.updateTable("rule").set(change).where("id", "=", id);
      await query.where("withdrawn_at", "is", null).execute();
    },
  };
}
