/** What the parameters of faults are called for a tester; one that is not listed keeps its own name. */
const paramWords: Readonly<Record<string, string>> = {
  added: "Added",
  bytes: "Limit, in bytes",
  cap: "Highest number",
  days: "Days",
  decimals: "Digits behind the point",
  filled: "Filled in",
  filler: "Filled up with",
  form: "Form",
  from: "From",
  into: "Runs over into",
  k: "How many arrive",
  kind: "Kind",
  mark: "Mark",
  minutes: "Minutes",
  mode: "How",
  n: "Limit, in characters",
  page: "Code page",
  per: "One mark for each",
  put: "Put in its place",
  reader: "Read as",
  repertoire: "Letters that are kept",
  separator: "Between them",
  shows: "Shows",
  signs: "Signs",
  to: "To",
  unit: "Unit",
  width: "Width",
  with: "Together with",
  years: "Years",
};

export function paramName(name: string): string {
  return paramWords[name] ?? name;
}

/** How sure a finding is, in the words that all screens use. */
export function standingOf(
  systematic: boolean,
  undecided: boolean,
  cases: number,
): "Confirmed" | "Likely" | "One sighting" {
  if (systematic && !undecided) return "Confirmed";
  return cases > 1 ? "Likely" : "One sighting";
}
