import type { Row, Section } from "./case-types.ts";
import { passes, type RecordFilter } from "./record-filter.ts";

/** From so many fields on, an entry that is missing as a whole is shown as one row. */
const foldsFrom = 3;

function entryOf(row: Row): string {
  return row.entry.split("/")[0] ?? "";
}

const none: readonly Row[] = [];
const followersBySection = new WeakMap<Section, ReadonlyMap<Row, readonly Row[]>>();

/** One look at a section, however long its lists are. */
function followersIn(section: Section): ReadonlyMap<Row, readonly Row[]> {
  const known = followersBySection.get(section);
  if (known !== undefined) return known;
  const compared = section.rows.filter(
    (row) => entryOf(row) !== "" && row.verdict !== "not-compared",
  );
  const followers = new Map<Row, readonly Row[]>();
  for (const [first, ...rest] of Map.groupBy(compared, entryOf).values()) {
    if (first === undefined || rest.length + 1 < foldsFrom) continue;
    const lost = first.verdict === "missing" || first.verdict === "extra";
    if (lost && rest.every((row) => row.verdict === first.verdict)) followers.set(first, rest);
  }
  followersBySection.set(section, followers);
  return followers;
}

/**
 * The rows that say no more than this one: where a whole allergy is missing, or came from nowhere,
 * its first field stands for all of them. Empty for every other row.
 */
export function followersOf(section: Section, row: Row): readonly Row[] {
  return followersIn(section).get(row) ?? none;
}

/**
 * The rows that are shown: equal fields and lost entries fold unless all are asked for. A filter shows
 * each row that passes it.
 */
export function shownRows(
  sections: readonly Section[],
  all: boolean,
  unfolded: ReadonlySet<string>,
  filter: RecordFilter = null,
): readonly Row[] {
  return sections.flatMap((section) => {
    if (filter !== null) return section.rows.filter((row) => passes(row, filter));
    if (all) return section.rows;
    const followers = new Set([...followersIn(section).values()].flat());
    return section.rows.filter(
      (row) => !followers.has(row) && (row.verdict !== "match" || unfolded.has(section.group)),
    );
  });
}
