/** Numbers of the kinds of entry that have an identifier of their own. Never reused, at most 31. */
export const entryKinds = {
  person: 0,
  allergy: 1,
  medication: 2,
  problem: 3,
  coverage: 4,
  encounter: 5,
  appointment: 6,
  result: 7,
  vital: 8,
} as const;
