CREATE TABLE assessment (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  test_case TEXT NOT NULL REFERENCES test_case (id),
  role TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'cant-tell', 'withdrawn')),
  note TEXT NOT NULL,
  reason TEXT,
  evidence_hash TEXT,
  signer TEXT NOT NULL CHECK (signer = 'unnamed'),
  at TEXT NOT NULL,
  superseded_by TEXT
) STRICT;

CREATE INDEX assessment_by_case ON assessment (test_case, number);

CREATE INDEX assessment_by_id ON assessment (id);

CREATE TRIGGER assessment_append_only BEFORE UPDATE ON assessment
WHEN old.superseded_by IS NOT NULL OR new.superseded_by IS NULL
  OR new.number IS NOT old.number OR new.id IS NOT old.id OR new.test_case IS NOT old.test_case
  OR new.role IS NOT old.role OR new.verdict IS NOT old.verdict OR new.note IS NOT old.note
  OR new.reason IS NOT old.reason OR new.evidence_hash IS NOT old.evidence_hash
  OR new.signer IS NOT old.signer OR new.at IS NOT old.at
BEGIN SELECT raise(ABORT, 'an assessment is superseded once, never edited'); END;

CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment
BEGIN SELECT raise(ABORT, 'an assessment is superseded, never deleted'); END;

CREATE TRIGGER assessment_no_replace BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE id = new.id OR number = new.number)
BEGIN SELECT raise(ABORT, 'an assessment is superseded, never replaced'); END;

CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'on-hold', 'in-review', 'go', 'no-go',
    'watching', 'closed', 'abandoned')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE campaign_round (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  profile_name TEXT NOT NULL,
  fingerprint TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'frozen', 'complete', 'aborted',
    'superseded')),
  created_at TEXT NOT NULL,
  UNIQUE (campaign, profile_name, number)
) STRICT;

CREATE UNIQUE INDEX campaign_round_one_open ON campaign_round (campaign, profile_name)
  WHERE state = 'open';

CREATE TABLE cleanup (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run TEXT NOT NULL REFERENCES run (id),
  test_case TEXT REFERENCES test_case (id),
  system TEXT NOT NULL,
  base TEXT NOT NULL,
  resource TEXT NOT NULL,
  record_id TEXT,
  version TEXT,
  key TEXT,
  identifier TEXT,
  how TEXT NOT NULL CHECK (how IN ('created', 'found')),
  wanted_end TEXT NOT NULL CHECK (wanted_end IN ('delete', 'inactivate', 'keep')),
  created_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intent', 'created', 'not-created', 'delete-requested',
    'deleted-proven', 'inactivated-proven', 'delete-refused', 'handed-over', 'unknown')),
  attempts TEXT NOT NULL DEFAULT '[]',
  proof TEXT
) STRICT;

CREATE INDEX cleanup_by_case ON cleanup (test_case) WHERE test_case IS NOT NULL;

CREATE INDEX cleanup_by_identifier ON cleanup (identifier) WHERE identifier IS NOT NULL;

CREATE INDEX cleanup_by_run ON cleanup (run, state);

CREATE INDEX cleanup_open ON cleanup (run, number) WHERE state IN ('intent', 'created',
  'delete-requested', 'delete-refused', 'unknown');

CREATE TABLE comparison (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id),
  test_case TEXT NOT NULL REFERENCES test_case (id),
  round INTEGER NOT NULL,
  person TEXT NOT NULL,
  verdict TEXT NOT NULL,
  counts TEXT NOT NULL,
  matched BLOB NOT NULL,
  expectations TEXT NOT NULL
) STRICT;

CREATE INDEX comparison_by_run ON comparison (run);

CREATE UNIQUE INDEX comparison_key ON comparison (test_case, round);

CREATE TABLE content (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size = length(bytes)),
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER content_no_delete BEFORE DELETE ON content
BEGIN SELECT raise(ABORT, 'kept bytes are never removed'); END;

CREATE TRIGGER content_no_update BEFORE UPDATE ON content
BEGIN SELECT raise(ABORT, 'kept bytes are never changed'); END;

CREATE TABLE difference (
  comparison INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  entry TEXT NOT NULL,
  round INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('allowed', 'delta', 'missing', 'extra', 'not-compared',
    'not-readable')),
  listed TEXT NOT NULL CHECK (listed IN ('differences', 'allowed')),
  changed_at TEXT NOT NULL,
  -- JSON text: a string, null, or no value at all (SQL NULL) where the side has none.
  source TEXT,
  target TEXT,
  criticality TEXT NOT NULL,
  faults TEXT NOT NULL,
  rule TEXT,
  reason TEXT,
  place TEXT,
  PRIMARY KEY (comparison, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
  id TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id),
  test_case TEXT REFERENCES test_case (id),
  round INTEGER,
  hop TEXT CHECK (hop IN ('generated', 'sent', 'source', 'target', 'screen')),
  purpose TEXT NOT NULL CHECK (purpose IN ('check', 'find', 'send', 'read', 'delete', 'prove')),
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  request_headers TEXT NOT NULL,
  request INTEGER REFERENCES content (id),
  started_at TEXT NOT NULL,
  status INTEGER,
  response_headers TEXT NOT NULL DEFAULT '{}',
  response INTEGER REFERENCES content (id),
  ended_at TEXT,
  note TEXT
) STRICT;

CREATE INDEX exchange_by_case ON exchange (test_case) WHERE test_case IS NOT NULL;

CREATE INDEX exchange_by_request ON exchange (request) WHERE request IS NOT NULL;

CREATE INDEX exchange_by_response ON exchange (response) WHERE response IS NOT NULL;

CREATE INDEX exchange_by_run ON exchange (run);

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

CREATE TRIGGER ledger_moves_head AFTER INSERT ON ledger
BEGIN
  UPDATE ledger_head SET count = new.seq, hash = new.hash WHERE one = 1;
END;

CREATE TRIGGER ledger_next_only BEFORE INSERT ON ledger
WHEN new.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM ledger)
  OR new.prev IS NOT ifnull((SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1),
    (SELECT genesis FROM workspace))
  OR EXISTS (SELECT 1 FROM ledger WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'the ledger takes only the next record of its chain'); END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is never deleted from'); END;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is never edited'); END;

CREATE TABLE ledger_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER ledger_head_follows BEFORE UPDATE ON ledger_head
WHEN new.one IS NOT 1 OR new.count IS NOT (SELECT max(seq) FROM ledger)
  OR new.hash IS NOT (SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'the head of the ledger follows the ledger'); END;

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN SELECT raise(ABORT, 'the head of the ledger is never deleted'); END;

CREATE TRIGGER ledger_head_no_replace BEFORE INSERT ON ledger_head
WHEN EXISTS (SELECT 1 FROM ledger_head)
BEGIN SELECT raise(ABORT, 'the head of the ledger is written once'); END;

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE observation (
  id INTEGER PRIMARY KEY,
  test_case TEXT NOT NULL REFERENCES test_case (id),
  round INTEGER NOT NULL,
  hop TEXT NOT NULL CHECK (hop IN ('generated', 'sent', 'source', 'target', 'screen')),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  at TEXT NOT NULL,
  stored TEXT CHECK (stored IN ('found', 'not-found', 'ambiguous', 'late')),
  paired_by TEXT,
  resources TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX observation_key ON observation (test_case, round, hop, attempt);

CREATE TABLE observation_exchange (
  observation INTEGER NOT NULL REFERENCES observation (id),
  document INTEGER NOT NULL CHECK (document >= 0),
  exchange TEXT NOT NULL REFERENCES exchange (id),
  PRIMARY KEY (observation, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX observation_exchange_by_exchange ON observation_exchange (exchange);

CREATE TABLE people_set (
  id TEXT PRIMARY KEY,
  seed TEXT NOT NULL,
  reference_date TEXT NOT NULL,
  catalogue TEXT NOT NULL,
  options TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  people_set TEXT NOT NULL REFERENCES people_set (id),
  person_index INTEGER NOT NULL CHECK (person_index >= 0),
  person TEXT NOT NULL,
  control INTEGER NOT NULL CHECK (control IN (0, 1)),
  label TEXT NOT NULL,
  operators TEXT NOT NULL,
  PRIMARY KEY (people_set, person_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_round (
  id INTEGER PRIMARY KEY,
  people_set TEXT NOT NULL,
  person_index INTEGER NOT NULL,
  round INTEGER NOT NULL CHECK (round >= 1),
  chart BLOB NOT NULL,
  expectations TEXT NOT NULL,
  encoded_format TEXT,
  encoded BLOB,
  CHECK ((encoded IS NULL) = (encoded_format IS NULL)),
  FOREIGN KEY (people_set, person_index) REFERENCES person (people_set, person_index)
) STRICT;

CREATE UNIQUE INDEX person_round_key ON person_round (people_set, person_index, round);

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

CREATE TRIGGER probe_no_delete BEFORE DELETE ON probe
BEGIN SELECT raise(ABORT, 'what a probe said is never deleted'); END;

CREATE TRIGGER probe_no_update BEFORE UPDATE ON probe
BEGIN SELECT raise(ABORT, 'what a probe said is never edited'); END;

CREATE TABLE record_link (
  run TEXT NOT NULL REFERENCES run (id),
  test_case TEXT NOT NULL REFERENCES test_case (id),
  system TEXT NOT NULL,
  resource TEXT NOT NULL,
  record_id TEXT NOT NULL,
  version TEXT,
  key TEXT,
  PRIMARY KEY (test_case, system, resource, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_link_owner ON record_link (run, system, resource, record_id);

CREATE TABLE rule (
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

CREATE TRIGGER rule_no_delete BEFORE DELETE ON rule
BEGIN SELECT raise(ABORT, 'a rule is withdrawn, never deleted'); END;

CREATE TRIGGER rule_no_edit BEFORE UPDATE ON rule
WHEN old.withdrawn_at IS NOT NULL
  OR new.id IS NOT old.id OR new.profile_name IS NOT old.profile_name
  OR new.declared IS NOT old.declared OR new.from_case IS NOT old.from_case
  OR new.from_round IS NOT old.from_round OR new.from_entry IS NOT old.from_entry
  OR new.source IS NOT old.source OR new.target IS NOT old.target
  OR new.agreed_at IS NOT old.agreed_at
BEGIN SELECT raise(ABORT, 'a rule is withdrawn, never edited'); END;

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  campaign TEXT REFERENCES campaign (id),
  campaign_round TEXT REFERENCES campaign_round (id),
  people_set TEXT NOT NULL REFERENCES people_set (id),
  seed TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  profile TEXT NOT NULL,
  options TEXT NOT NULL,
  queued_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('done', 'cancelled', 'stopped', 'error')),
  stop TEXT,
  faults TEXT,
  lease_owner TEXT,
  lease_host TEXT,
  lease_pid INTEGER,
  lease_until TEXT, probe_of TEXT REFERENCES run (id),
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE INDEX run_by_campaign ON run (campaign, queued_at, id);

CREATE INDEX run_by_time ON run (queued_at, id);

CREATE TABLE run_tally (
  run TEXT NOT NULL REFERENCES run (id),
  what TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (run, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id),
  -- '' for a step of the whole run: a key may not hold a null.
  test_case TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  kind TEXT NOT NULL,
  round INTEGER,
  state TEXT NOT NULL CHECK (state IN ('intent', 'done', 'unknown', 'failed')),
  exchange TEXT REFERENCES exchange (id),
  at TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX step_by_exchange ON step (exchange) WHERE exchange IS NOT NULL;

CREATE UNIQUE INDEX step_key ON step (run, test_case, sequence);

CREATE INDEX step_unsettled ON step (run, test_case, sequence) WHERE state IN ('intent', 'unknown');

CREATE TABLE test_case (
  id TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  scenario TEXT NOT NULL,
  person TEXT NOT NULL,
  person_index INTEGER NOT NULL,
  label TEXT NOT NULL,
  predecessor TEXT REFERENCES test_case (id),
  phase TEXT NOT NULL CHECK (phase IN ('todo', 'running', 'finished', 'error', 'cancelled')),
  sent TEXT NOT NULL CHECK (sent IN ('accepted', 'refused', 'unknown', 'unreachable', 'not-sent')),
  stored TEXT CHECK (stored IN ('found', 'not-found', 'ambiguous', 'late')),
  paired_by TEXT,
  verdict TEXT CHECK (verdict IN ('match', 'allowed', 'delta', 'missing', 'extra', 'not-compared',
    'not-readable')),
  fields_match INTEGER,
  fields_allowed INTEGER,
  fields_delta INTEGER,
  fields_missing INTEGER,
  fields_extra INTEGER,
  fields_not_compared INTEGER,
  fields_not_readable INTEGER,
  finished_at TEXT,
  evidence_hash TEXT CHECK (length(evidence_hash) = 64),
  note TEXT,
  assessed TEXT NOT NULL DEFAULT 'none' CHECK (assessed IN ('none', 'pass', 'fail', 'cant-tell')),
  -- Worst first: what a tester looks at before the rest.
  rank INTEGER NOT NULL GENERATED ALWAYS AS (CASE
    WHEN phase = 'error' THEN 0
    WHEN verdict = 'missing' THEN 1
    WHEN verdict = 'delta' THEN 2
    WHEN verdict = 'extra' THEN 3
    WHEN verdict = 'not-readable' THEN 4
    WHEN verdict = 'not-compared' THEN 5
    WHEN verdict = 'allowed' THEN 6
    WHEN verdict = 'match' THEN 7
    ELSE 8 END) STORED
) STRICT;

CREATE INDEX test_case_by_assessed ON test_case (run, assessed, rank, position);

CREATE INDEX test_case_by_person ON test_case (run, person);

CREATE INDEX test_case_by_phase ON test_case (run, phase, position);

CREATE UNIQUE INDEX test_case_by_position ON test_case (run, position);

CREATE INDEX test_case_by_predecessor ON test_case (predecessor) WHERE predecessor IS NOT NULL;

CREATE INDEX test_case_by_rank ON test_case (run, rank, position);

CREATE INDEX test_case_by_verdict ON test_case (run, verdict, position);

CREATE TRIGGER test_case_no_delete BEFORE DELETE ON test_case
BEGIN SELECT raise(ABORT, 'a case is never deleted'); END;

CREATE TRIGGER test_case_tally_assessed AFTER UPDATE OF assessed ON test_case
WHEN new.assessed IS NOT old.assessed
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'assessed:' || ifnull(old.assessed, 'none'), -1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'assessed:' || ifnull(new.assessed, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER test_case_tally_fields AFTER UPDATE OF fields_match, fields_allowed, fields_delta, fields_missing, fields_extra, fields_not_compared, fields_not_readable ON test_case
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:match', ifnull(new.fields_match, 0) - ifnull(old.fields_match, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:allowed', ifnull(new.fields_allowed, 0) - ifnull(old.fields_allowed, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:delta', ifnull(new.fields_delta, 0) - ifnull(old.fields_delta, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:missing', ifnull(new.fields_missing, 0) - ifnull(old.fields_missing, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:extra', ifnull(new.fields_extra, 0) - ifnull(old.fields_extra, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:not_compared', ifnull(new.fields_not_compared, 0) - ifnull(old.fields_not_compared, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'fields:not_readable', ifnull(new.fields_not_readable, 0) - ifnull(old.fields_not_readable, 0))
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER test_case_tally_insert AFTER INSERT ON test_case
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'cases', 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'phase:' || ifnull(new.phase, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'verdict:' || ifnull(new.verdict, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'sent:' || ifnull(new.sent, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'assessed:' || ifnull(new.assessed, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER test_case_tally_phase AFTER UPDATE OF phase ON test_case
WHEN new.phase IS NOT old.phase
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'phase:' || ifnull(old.phase, 'none'), -1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'phase:' || ifnull(new.phase, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER test_case_tally_sent AFTER UPDATE OF sent ON test_case
WHEN new.sent IS NOT old.sent
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'sent:' || ifnull(old.sent, 'none'), -1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'sent:' || ifnull(new.sent, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER test_case_tally_verdict AFTER UPDATE OF verdict ON test_case
WHEN new.verdict IS NOT old.verdict
BEGIN
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'verdict:' || ifnull(old.verdict, 'none'), -1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
  INSERT INTO run_tally (run, what, n) VALUES (new.run, 'verdict:' || ifnull(new.verdict, 'none'), 1)
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;
END;

CREATE TABLE workspace (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  genesis TEXT NOT NULL CHECK (length(genesis) = 64),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE TRIGGER workspace_no_delete BEFORE DELETE ON workspace
BEGIN SELECT raise(ABORT, 'the workspace row is written once'); END;

CREATE TRIGGER workspace_no_replace BEFORE INSERT ON workspace
WHEN EXISTS (SELECT 1 FROM workspace)
BEGIN SELECT raise(ABORT, 'the workspace row is written once'); END;

CREATE TRIGGER workspace_no_update BEFORE UPDATE ON workspace
BEGIN SELECT raise(ABORT, 'the workspace row is written once'); END;
