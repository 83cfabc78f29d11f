import type { Migration } from "./migration.ts";

/**
 * Probes: the experiments that settle a finding. The runs that they send are marked with the run whose
 * finding they are about, so that lists of runs can leave them out. What a probe said is never edited.
 */
export const probe: Migration = {
  number: 2,
  name: "probe",
  sql: `ALTER TABLE run ADD COLUMN probe_of TEXT REFERENCES run (id);

CREATE TABLE probe (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run TEXT NOT NULL REFERENCES run (id),
  finding TEXT NOT NULL,
  fault TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('settled', 'refuted', 'undecided')),
  params TEXT NOT NULL CHECK (json_valid(params)),
  says TEXT NOT NULL,
  shots TEXT NOT NULL CHECK (json_valid(shots)),
  runs TEXT NOT NULL CHECK (json_valid(runs)),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX probe_of_finding ON probe (run, finding);

CREATE TRIGGER probe_no_update BEFORE UPDATE ON probe
BEGIN SELECT raise(ABORT, 'what a probe said is never edited'); END;
CREATE TRIGGER probe_no_delete BEFORE DELETE ON probe
BEGIN SELECT raise(ABORT, 'what a probe said is never deleted'); END;
`,
};
