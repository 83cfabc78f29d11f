/**
 * Groups of states that a status map must never cross (decisions.md 25): current, ended, entered in
 * error · preliminary, final, corrected · booked, arrived, cancelled, no-show; and what has not begun or
 * is held. Words of FHIR R4 value sets, and of HL7 tables 0085 and 0278 where they are words.
 */
const apart: readonly (readonly string[])[] = [
  ["active", "current", "in-progress", "recurrence", "relapse"],
  [
    "completed",
    "ended",
    "stopped",
    "inactive",
    "resolved",
    "remission",
    "finished",
    "discontinued",
  ],
  ["on-hold", "suspended", "onleave"],
  ["draft", "proposed", "planned", "pending", "waitlist", "registered"],
  ["entered-in-error", "deleted"],
  ["preliminary", "partial"],
  ["final"],
  ["corrected", "amended", "appended"],
  ["booked"],
  ["arrived", "checked-in", "triaged"],
  ["fulfilled"],
  ["cancelled", "canceled", "not-done"],
  ["noshow", "no-show"],
];

const groupOf: ReadonlyMap<string, number> = new Map(
  apart.flatMap((states, group) => states.map((state) => [state, group] as const)),
);

/** Whether two states mean different things; one that is in no group is no crossing by itself. */
export function crosses(source: string, target: string): boolean {
  const [from, to] = [groupOf.get(source.toLowerCase()), groupOf.get(target.toLowerCase())];
  return from !== undefined && to !== undefined && from !== to;
}
