/** The tables as kysely sees them: one property per column of schema.sql. JSON columns are text. */
import type { Generated, GeneratedAlways } from "kysely";

export interface Tables {
  readonly workspace: {
    one: number;
    id: string;
    genesis: string;
    created_at: string;
    created_by: string;
  };
  readonly migration: { number: number; name: string; sha256: string; applied_at: string };
  readonly setting: { key: string; value: string };
  readonly people_set: {
    id: string;
    seed: string;
    reference_date: string;
    catalogue: string;
    options: string;
    made_at: string;
  };
  readonly person: {
    people_set: string;
    person_index: number;
    person: string;
    control: number;
    label: string;
    operators: string;
  };
  readonly person_round: {
    id: GeneratedAlways<number>;
    people_set: string;
    person_index: number;
    round: number;
    chart: Uint8Array;
    expectations: string;
    encoded_format: string | null;
    encoded: Uint8Array | null;
  };
  readonly campaign: {
    id: string;
    name: string;
    practice: number;
    state: string;
    created_at: string;
  };
  readonly campaign_round: {
    id: string;
    campaign: string;
    number: number;
    profile_name: string;
    fingerprint: string | null;
    state: string;
    created_at: string;
  };
  readonly run: RunTable;
  readonly run_tally: { run: string; what: string; n: number };
  readonly test_case: TestCaseTable;
  readonly content: {
    id: GeneratedAlways<number>;
    sha256: string;
    size: number;
    bytes: Uint8Array;
  };
  readonly exchange: ExchangeTable;
  readonly step: {
    id: GeneratedAlways<number>;
    run: string;
    test_case: string;
    sequence: number;
    kind: string;
    round: number | null;
    state: string;
    exchange: string | null;
    at: string;
    detail: string;
  };
  readonly observation: {
    id: GeneratedAlways<number>;
    test_case: string;
    round: number;
    hop: string;
    attempt: number;
    at: string;
    stored: string | null;
    paired_by: string | null;
    resources: string;
  };
  readonly observation_exchange: { observation: number; document: number; exchange: string };
  readonly record_link: {
    run: string;
    test_case: string;
    system: string;
    resource: string;
    record_id: string;
    version: string | null;
    key: string | null;
  };
  readonly cleanup: CleanupTable;
  readonly comparison: {
    id: GeneratedAlways<number>;
    run: string;
    test_case: string;
    round: number;
    person: string;
    verdict: string;
    counts: string;
    matched: Uint8Array;
    expectations: string;
  };
  readonly difference: {
    comparison: number;
    position: number;
    field: string;
    entry: string;
    round: number;
    verdict: string;
    listed: "differences" | "allowed";
    changed_at: string;
    source: string | null;
    target: string | null;
    criticality: string;
    faults: string;
    rule: string | null;
    reason: string | null;
    place: string | null;
  };
  readonly assessment: {
    number: GeneratedAlways<number>;
    id: string;
    test_case: string;
    role: string;
    verdict: string;
    note: string;
    reason: string | null;
    evidence_hash: string | null;
    signer: string;
    at: string;
    superseded_by: string | null;
  };
  readonly rule: {
    number: GeneratedAlways<number>;
    id: string;
    profile_name: string;
    declared: string;
    from_case: string;
    from_round: number;
    from_entry: string;
    source: string | null;
    target: string | null;
    agreed_at: string;
    withdrawn_at: string | null;
    withdrawn_why: string | null;
  };
  readonly probe: {
    number: GeneratedAlways<number>;
    id: string;
    run: string;
    finding: string;
    fault: string;
    standing: string;
    params: string;
    says: string;
    shots: string;
    runs: string;
    content_hash: string;
    at: string;
  };
  readonly ledger: {
    seq: number;
    v: number;
    id: string;
    at: string;
    zone: string;
    mono: number;
    actor: string;
    role: string | null;
    device: string;
    type: string;
    subject: string;
    data: string;
    prev: string;
    hash: string;
  };
  readonly ledger_head: { one: number; count: number; hash: string };
}

interface RunTable {
  id: string;
  campaign: string | null;
  campaign_round: string | null;
  people_set: string;
  seed: string;
  profile_name: string;
  fingerprint: string;
  profile: string;
  options: string;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  outcome: string | null;
  stop: string | null;
  faults: string | null;
  lease_owner: string | null;
  lease_host: string | null;
  lease_pid: number | null;
  lease_until: string | null;
  probe_of: string | null;
}

interface TestCaseTable {
  id: string;
  run: string;
  position: number;
  scenario: string;
  person: string;
  person_index: number;
  label: string;
  predecessor: string | null;
  phase: string;
  sent: string;
  stored: string | null;
  paired_by: string | null;
  verdict: string | null;
  fields_match: number | null;
  fields_allowed: number | null;
  fields_delta: number | null;
  fields_missing: number | null;
  fields_extra: number | null;
  fields_not_compared: number | null;
  fields_not_readable: number | null;
  finished_at: string | null;
  evidence_hash: string | null;
  note: string | null;
  assessed: Generated<string>;
  rank: GeneratedAlways<number>;
}

interface ExchangeTable {
  id: string;
  run: string;
  test_case: string | null;
  round: number | null;
  hop: string | null;
  purpose: string;
  method: string;
  url: string;
  request_headers: string;
  request: number | null;
  started_at: string;
  status: number | null;
  response_headers: Generated<string>;
  response: number | null;
  ended_at: string | null;
  note: string | null;
}

interface CleanupTable {
  number: GeneratedAlways<number>;
  id: string;
  run: string;
  test_case: string | null;
  system: string;
  base: string;
  resource: string;
  record_id: string | null;
  version: string | null;
  key: string | null;
  identifier: string | null;
  how: string;
  wanted_end: string;
  created_at: string;
  state: string;
  attempts: Generated<string>;
  proof: string | null;
}
