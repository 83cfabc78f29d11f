import type { Chart } from "../catalogue/chart.ts";
import { fieldId } from "../catalogue/fields.ts";
import { sayJoined, sayRefuted } from "./say-probe.ts";
import type { Finding, Judgement, Shot, ShotResult } from "./shot.ts";

/** What a person of the ladder is, apart from a chart number of her own. */
interface Traits {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly sex: string;
}

/** Nobody in the ladder has any of these in common with another by chance. */
const families = ["Amberprobe", "Birchprobe", "Cedarprobe", "Daleprobe", "Elmprobe", "Fernprobe"];
const givens = ["Ida", "Jon", "Kim", "Lea", "Max", "Nia"];
const birthDates = [
  "1981-01-05",
  "1982-02-06",
  "1983-03-07",
  "1984-04-08",
  "1985-05-09",
  "1986-06-10",
];

const first: Traits = {
  family: families[0] ?? "",
  given: givens[0] ?? "",
  birthDate: birthDates[0] ?? "",
  sex: "female",
};

/** Two of them have a sex that nobody else has: a matcher that goes by it leaves them alone. */
const sexes = ["female", "male", "male", "other", "unknown", "male"];

function other(at: number, same: Partial<Traits>): Traits {
  const [family = "", given = "", birthDate = ""] = [families[at], givens[at], birthDates[at]];
  return { family, given, birthDate, sex: sexes[at] ?? "male", ...same };
}

/** One changed attribute at a time, from nothing in common up to all but the chart number. */
const ladder: readonly { readonly says: string; readonly traits: Traits }[] = [
  { says: "a first patient", traits: first },
  { says: "one who shares nothing with the first", traits: other(1, {}) },
  { says: "the same sex alone", traits: other(2, { sex: first.sex }) },
  { says: "the same first letter of the name alone", traits: other(3, { family: "Ashprobe" }) },
  { says: "the same month of birth alone", traits: other(4, { birthDate: "1985-01-09" }) },
  {
    says: "the same birth date and sex",
    traits: other(5, { ...first, family: "Fernprobe", given: "Nia" }),
  },
  { says: "the same name and birth date", traits: { ...first, sex: "male" } },
];

/** What a matcher may go by; the first one that fits all is the plainest. */
const keys: Readonly<Record<string, (traits: Traits) => string>> = {
  sex: ({ sex }) => sex,
  "birth-month": ({ birthDate }) => birthDate.slice(5, 7),
  initial: ({ family }) => family.slice(0, 1),
  "birth-date": ({ birthDate }) => birthDate,
  "name and birth-date": ({ family, given, birthDate }) => `${family} ${given} ${birthDate}`,
};

/** Whether shots are those of the ladder, of which the charts are looked at and not the values. */
export function isOfLadder(shots: readonly Shot[]): boolean {
  return shots.every(({ says }) => ladder.some((step) => step.says === says));
}

/** The people of the ladder, in the order in which they must be sent. */
export function ladderOfPeople(people: readonly Chart[]): readonly Shot[] {
  return ladder.slice(0, people.length).map(({ says, traits }, person): Shot => {
    const { family, given, birthDate, sex } = traits;
    const along = [
      { field: fieldId("patient.name.given"), value: given },
      { field: fieldId("patient.birth-date"), value: birthDate },
      { field: fieldId("patient.sex"), value: sex },
    ];
    const at = { field: fieldId("patient.name.family"), entry: "", value: family };
    const part = person === 0 ? "control" : "looked-at";
    return { person, says, part, trait: says, ...at, along };
  });
}

/** Which of the ladder stand in one chart with another, and what the matcher goes by. */
export function judgeJoined(finding: Finding, results: readonly ShotResult[]): Judgement {
  const joined = results.filter(({ outcome }) => outcome.kind === "joined");
  const looked = results.filter(({ shot }) => shot.part === "looked-at");
  const lost = results.filter(({ outcome }) => outcome.kind === "not-there");
  if (joined.length === 0 && lost.length > 0) {
    const who = lost.map(({ shot }) => shot.says).join(", ");
    const says = `Nobody was seen in one chart with another, but these are not there: ${who}.`;
    return { standing: "undecided", params: {}, says };
  }
  if (joined.length === 0) return sayRefuted(finding, looked);
  const is = (result: ShotResult): boolean => result.outcome.kind === "joined";
  const traitsOf = ({ shot }: ShotResult): Traits | undefined =>
    ladder.find(({ says }) => says === shot.says)?.traits;
  const fits = Object.entries(keys).filter(([, key]) =>
    results.every((result) => {
      const own = traitsOf(result);
      if (own === undefined) return false;
      const alike = results.filter((each) => {
        const its = traitsOf(each);
        return each !== result && its !== undefined && key(its) === key(own);
      });
      return is(result) === alike.length > 0;
    }),
  );
  const by = fits[0]?.[0];
  return sayJoined(finding, by ?? null, results);
}
