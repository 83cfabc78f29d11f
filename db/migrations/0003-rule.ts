import type { Migration } from "./migration.ts";

/**
 * Rules that people agreed to in this workspace, from a difference that they saw. A rule is never edited:
 * it is withdrawn, and another one agreed to.
 */
export const rule: Migration = {
  number: 3,
  name: "rule",
  sql: `CREATE TABLE rule (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  profile_name TEXT NOT NULL,
  declared TEXT NOT NULL CHECK (json_valid(declared)),
  from_case TEXT NOT NULL REFERENCES test_case (id),
  from_round INTEGER NOT NULL,
  from_entry TEXT NOT NULL,
  source TEXT CHECK (source IS NULL OR json_valid(source)),
  target TEXT CHECK (target IS NULL OR json_valid(target)),
  agreed_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_why TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) STRICT;
CREATE INDEX rule_of_profile ON rule (profile_name);

CREATE TRIGGER rule_no_edit BEFORE UPDATE ON rule
WHEN old.withdrawn_at IS NOT NULL
  OR new.id IS NOT old.id OR new.profile_name IS NOT old.profile_name
  OR new.declared IS NOT old.declared OR new.from_case IS NOT old.from_case
  OR new.from_round IS NOT old.from_round OR new.from_entry IS NOT old.from_entry
  OR new.source IS NOT old.source OR new.target IS NOT old.target
  OR new.agreed_at IS NOT old.agreed_at
BEGIN SELECT raise(ABORT, 'a rule is withdrawn, never edited'); END;
CREATE TRIGGER rule_no_delete BEFORE DELETE ON rule
BEGIN SELECT raise(ABORT, 'a rule is withdrawn, never deleted'); END;
`,
};
