/**
 * Classes of the catalogue that nothing names yet, and why. Each needs something to be looked at that no
 * run looks at; until then their effects bear the name of what can be seen (a record that is not there).
 */
export const leftOut: Readonly<Record<string, string>> = {
  UNKNOWN: "It is a result, not a class: what nothing explains.",
  DRIFT: "It is a result, not a class: another fault, in a run that was clean before a change.",
  "LOST-CONFLICT": "It takes two writers of one record; a run writes alone.",
};
