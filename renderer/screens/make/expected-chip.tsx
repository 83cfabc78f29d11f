interface Look {
  readonly look: string;
  readonly sign: string;
  readonly word: string;
}

const looks: readonly (Look & { readonly when: RegExp })[] = [
  { when: /reject|refus/i, look: "no", sign: "⊘", word: "Must be refused clearly" },
  { when: /flag/i, look: "un", sign: "⚑", word: "Must be flagged" },
  { when: /normali|tidied/i, look: "al", sign: "≈", word: "May be tidied" },
];
const unchanged: Look = { look: "eq", sign: "=", word: "Must arrive unchanged" };

/** What must happen to a value, from the expectation's words or its name in the catalogue. */
export function expectedLook(expected: string): Look {
  return looks.find((look) => look.when.test(expected)) ?? unchanged;
}

/** The expectation that most operators of a family have. */
export function mostExpected(expected: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const each of expected) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "must-survive";
}

export function ExpectedChip({ expected }: { expected: string }) {
  const look = expectedLook(expected);
  return (
    <span className={`chip ${look.look}`}>
      <b aria-hidden="true">{look.sign}</b> {look.word}
    </span>
  );
}
