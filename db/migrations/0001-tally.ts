/**
 * Counts per run, kept by triggers, so that opening a run of 100,000 cases reads some thirty rows.
 * Part of migration 0001.
 */
const words = ["phase", "verdict", "sent", "assessed"];
const fields = ["match", "allowed", "delta", "missing", "extra", "not_compared", "not_readable"];

function add(what: string, amount: string): string {
  return `  INSERT INTO run_tally (run, what, n) VALUES (new.run, ${what}, ${amount})
    ON CONFLICT (run, what) DO UPDATE SET n = n + excluded.n;\n`;
}

const onInsert = `CREATE TRIGGER test_case_tally_insert AFTER INSERT ON test_case
BEGIN
${add("'cases'", "1")}${words.map((word) => add(`'${word}:' || ifnull(new.${word}, 'none')`, "1")).join("")}END;
`;

const onWord = words.map(
  (word) => `CREATE TRIGGER test_case_tally_${word} AFTER UPDATE OF ${word} ON test_case
WHEN new.${word} IS NOT old.${word}
BEGIN
${add(`'${word}:' || ifnull(old.${word}, 'none')`, "-1")}${add(`'${word}:' || ifnull(new.${word}, 'none')`, "1")}END;
`,
);

const columns = fields.map((field) => `fields_${field}`);
const onFields = `CREATE TRIGGER test_case_tally_fields AFTER UPDATE OF ${columns.join(", ")} ON test_case
BEGIN
${columns
  .map((column) =>
    add(`'${column.replace("_", ":")}'`, `ifnull(new.${column}, 0) - ifnull(old.${column}, 0)`),
  )
  .join("")}END;
`;

export const tallySql = `
CREATE TABLE run_tally (
  run TEXT NOT NULL REFERENCES run (id),
  what TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (run, what)
) STRICT, WITHOUT ROWID;
${onInsert}${onWord.join("")}${onFields}
CREATE TRIGGER test_case_no_delete BEFORE DELETE ON test_case
BEGIN SELECT raise(ABORT, 'a case is never deleted'); END;
`;
