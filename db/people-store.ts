import type { ReadableDb, WritableDb } from "./connection.ts";
import { peopleSetId, type PeopleSetId } from "./ids.ts";
import { bytesOf, fromJson, inChunks, toJson } from "./columns.ts";
import type { PeopleSetRecord, PersonRecord, PersonRoundRecord } from "./records.ts";
import type { ReadablePeople, WritablePeople } from "./stores.ts";
import type { Tables } from "./tables.ts";

function setOf(row: Tables["people_set"]): PeopleSetRecord {
  return {
    id: peopleSetId(row.id),
    seed: row.seed,
    referenceDate: row.reference_date,
    catalogue: row.catalogue,
    options: fromJson(row.options),
    madeAt: row.made_at,
  };
}

function personOf(row: Tables["person"]): PersonRecord {
  return {
    set: peopleSetId(row.people_set),
    index: row.person_index,
    person: row.person,
    control: row.control === 1,
    label: row.label,
    operators: fromJson(row.operators),
  };
}

export function readPeople(db: ReadableDb): ReadablePeople {
  const person = db.selectFrom("person").selectAll();
  return {
    async set(id) {
      const query = db.selectFrom("people_set").selectAll().where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row ? setOf(row) : null;
    },
    async sets() {
      const rows = await db
        .selectFrom("people_set")
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom("person")
            .whereRef("person.people_set", "=", "people_set.id")
            .select((count) => count.fn.countAll<number>().as("n"))
            .as("count"),
        )
        .orderBy("made_at", "desc")
        .execute();
      return rows.map((row) => ({ ...setOf(row), count: row.count ?? 0 }));
    },
    async person(set, index) {
      const query = person.where("people_set", "=", set).where("person_index", "=", index);
      const row = await query.executeTakeFirst();
      return row ? personOf(row) : null;
    },
    async persons(set, from, limit) {
      const query = person.where("people_set", "=", set).where("person_index", ">=", from);
      const rows = await query
        .where("person_index", "<", from + limit)
        .orderBy("person_index")
        .execute();
      return rows.map(personOf);
    },
    async round(set, index, round) {
      const row = await db
        .selectFrom("person_round")
        .selectAll()
        .where("people_set", "=", set)
        .where("person_index", "=", index)
        .where("round", "=", round)
        .executeTakeFirst();
      return row ? roundOf(set, row) : null;
    },
  };
}

function roundOf(set: PeopleSetId, row: Omit<Tables["person_round"], "id">): PersonRoundRecord {
  const { encoded, encoded_format: format } = row;
  return {
    set,
    index: row.person_index,
    round: row.round,
    chart: bytesOf(row.chart),
    expectations: fromJson(row.expectations),
    encoded: encoded && format ? { format, bytes: bytesOf(encoded) } : null,
  };
}

export function writePeople(db: WritableDb): WritablePeople {
  return {
    ...readPeople(db),
    async addSet(set) {
      const row = {
        id: set.id,
        seed: set.seed,
        reference_date: set.referenceDate,
        catalogue: set.catalogue,
        options: toJson(set.options),
        made_at: set.madeAt,
      };
      await db.insertInto("people_set").values(row).execute();
    },
    async addPersons(persons) {
      const rows = persons.map((person) => ({
        people_set: person.set,
        person_index: person.index,
        person: person.person,
        control: person.control ? 1 : 0,
        label: person.label,
        operators: toJson(person.operators),
      }));
      for (const chunk of inChunks(rows)) {
        await db.insertInto("person").values(chunk).execute();
      }
    },
    async addRounds(rounds) {
      const rows = rounds.map((round) => ({
        people_set: round.set,
        person_index: round.index,
        round: round.round,
        chart: round.chart,
        expectations: toJson(round.expectations),
        encoded_format: round.encoded?.format ?? null,
        encoded: round.encoded?.bytes ?? null,
      }));
      for (const chunk of inChunks(rows)) {
        await db.insertInto("person_round").values(chunk).execute();
      }
    },
  };
}
