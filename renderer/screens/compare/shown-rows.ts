import type { Row, Section } from "./case-types.ts";

/** From so many fields on, an entry that is missing as a whole is shown as one row. */
const foldsFrom = 3;

function entryOf(row: Row): string {
  return row.entry.split("/")[0] ?? "";
}

/**
 * The rows that say no more than this one: where a whole allergy is missing, or came from nowhere,
 * its first field stands for all of them. Empty for every other row.
 */
export function followersOf(section: Section, row: Row): readonly Row[] {
  const entry = entryOf(row);
  if (entry === "" || (row.verdict !== "missing" && row.verdict !== "extra")) return [];
  const same = section.rows.filter(
    (each) => entryOf(each) === entry && each.verdict !== "not-compared",
  );
  const whole = same.length >= foldsFrom && same.every((each) => each.verdict === row.verdict);
  return whole && same[0] === row ? same.slice(1) : [];
}

/** The rows that are shown: equal fields and lost entries fold unless all are asked for. */
export function shownRows(
  sections: readonly Section[],
  all: boolean,
  unfolded: ReadonlySet<string>,
): readonly Row[] {
  return sections.flatMap((section) => {
    if (all) return section.rows;
    const followers = new Set(section.rows.flatMap((row) => followersOf(section, row)));
    return section.rows.filter(
      (row) => !followers.has(row) && (row.verdict !== "match" || unfolded.has(section.group)),
    );
  });
}
