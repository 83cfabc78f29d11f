import type { ReadableDb, WritableDb } from "./connection.ts";
import { wordOf } from "./columns.ts";
import { campaignId, campaignRoundId } from "./ids.ts";
import type { CampaignRecord } from "./records.ts";
import type { ReadableCampaigns, WritableCampaigns } from "./stores.ts";
import type { Tables } from "./tables.ts";

function campaignOf(row: Tables["campaign"]): CampaignRecord {
  return {
    id: campaignId(row.id),
    name: row.name,
    practice: row.practice === 1,
    state: wordOf(row.state),
    createdAt: row.created_at,
  };
}

export function readCampaigns(db: ReadableDb): ReadableCampaigns {
  return {
    async campaign(id) {
      const query = db.selectFrom("campaign").selectAll().where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row ? campaignOf(row) : null;
    },
    async campaigns() {
      const query = db.selectFrom("campaign").selectAll().orderBy("created_at").orderBy("id");
      return (await query.execute()).map(campaignOf);
    },
    async rounds(campaign) {
      const rows = await db
        .selectFrom("campaign_round")
        .selectAll()
        .where("campaign", "=", campaign)
        .orderBy("profile_name")
        .orderBy("number")
        .execute();
      return rows.map((row) => ({
        id: campaignRoundId(row.id),
        campaign,
        number: row.number,
        profileName: row.profile_name,
        fingerprint: row.fingerprint,
        state: wordOf(row.state),
        createdAt: row.created_at,
      }));
    },
  };
}

export function writeCampaigns(db: WritableDb): WritableCampaigns {
  return {
    ...readCampaigns(db),
    async add(campaign) {
      const { id, name, state, createdAt } = campaign;
      const practice = campaign.practice ? 1 : 0;
      const row = { id, name, practice, state, created_at: createdAt };
      await db.insertInto("campaign").values(row).execute();
    },
    async setState(id, state) {
      await db.updateTable("campaign").set({ state }).where("id", "=", id).execute();
    },
    async addRound(round) {
      const row = {
        id: round.id,
        campaign: round.campaign,
        number: round.number,
        profile_name: round.profileName,
        fingerprint: round.fingerprint,
        state: round.state,
        created_at: round.createdAt,
      };
      await db.insertInto("campaign_round").values(row).execute();
    },
    async setRoundState(id, state, fingerprint) {
      const change = fingerprint === undefined ? { state } : { state, fingerprint };
      await db.updateTable("campaign_round").set(change).where("id", "=", id).execute();
    },
  };
}
