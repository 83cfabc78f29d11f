import type { Verdict } from "../../core/compare/result.ts";

/** The one table of what a verdict looks like and is called; colour is never alone. */
export const verdictLooks: Readonly<
  Record<Verdict, { sign: string; look: string; word: string; counted: string }>
> = {
  match: { sign: "=", look: "eq", word: "same", counted: "same" },
  allowed: { sign: "≈", look: "al", word: "allowed difference", counted: "tidied" },
  delta: { sign: "≠", look: "ne", word: "different", counted: "different" },
  missing: { sign: "−", look: "mi", word: "missing", counted: "missing" },
  extra: { sign: "+", look: "ex", word: "not sent by us", counted: "extra" },
  "not-compared": { sign: "○", look: "no", word: "not compared", counted: "not compared" },
  "not-readable": { sign: "!", look: "nr", word: "not readable", counted: "not readable" },
};

/** The 20×20 sign of a verdict. */
export function Sign({ verdict }: { verdict: Verdict }) {
  const looks = verdictLooks[verdict];
  return (
    <span className={`tag ${looks.look}`} role="img" aria-label={looks.word}>
      {looks.sign}
    </span>
  );
}
