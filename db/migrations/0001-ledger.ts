/**
 * The ledger and what guards it inside SQLite. Part of migration 0001.
 *
 * Blind spot: who may change the file's schema can drop the triggers and rewrite everything; that
 * is what verification against a head held outside is for.
 */
export const ledgerSql = `
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  v INTEGER NOT NULL CHECK (v = 1),
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  zone TEXT NOT NULL,
  mono INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT,
  device TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  prev TEXT NOT NULL CHECK (length(prev) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX ledger_by_id ON ledger (id);
CREATE INDEX ledger_by_subject ON ledger (subject, seq);

-- What the chain's end should be: shows a tail that was cut off by somebody who forgot this row.
CREATE TABLE ledger_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER ledger_next_only BEFORE INSERT ON ledger
WHEN new.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM ledger)
  OR new.prev IS NOT ifnull((SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1),
    (SELECT genesis FROM workspace))
  OR EXISTS (SELECT 1 FROM ledger WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'the ledger takes only the next record of its chain'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is never edited'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is never deleted from'); END;
CREATE TRIGGER ledger_moves_head AFTER INSERT ON ledger
BEGIN
  UPDATE ledger_head SET count = new.seq, hash = new.hash WHERE one = 1;
END;
CREATE TRIGGER ledger_head_follows BEFORE UPDATE ON ledger_head
WHEN new.one IS NOT 1 OR new.count IS NOT (SELECT max(seq) FROM ledger)
  OR new.hash IS NOT (SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'the head of the ledger follows the ledger'); END;
CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN SELECT raise(ABORT, 'the head of the ledger is never deleted'); END;
CREATE TRIGGER ledger_head_no_replace BEFORE INSERT ON ledger_head
WHEN EXISTS (SELECT 1 FROM ledger_head)
BEGIN SELECT raise(ABORT, 'the head of the ledger is written once'); END;
`;
