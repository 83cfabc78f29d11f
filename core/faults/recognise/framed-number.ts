import { longestNumber } from "../../compare/forms/decimal.ts";
import type { Recogniser, ValuePair } from "./recogniser.ts";

/** A number with what stands around it in a result: `<0.01`, `5.4 mmol/L`. */
interface Framed {
  readonly before: string;
  readonly number: string;
  readonly after: string;
}

const framed = /^((?:[<>]=?|≤|≥|~)?\s*)(-?\d*[.,]?\d+(?:[eE][+-]?\d+)?)(\s*[^\d.,].*)?$/su;

function readFramed(text: string): Framed | null {
  if (text.length > longestNumber) return null;
  const parts = framed.exec(text);
  if (parts === null) return null;
  return { before: parts[1] ?? "", number: parts[2] ?? "", after: parts[3] ?? "" };
}

/** The pair of bare numbers, where all that stands around them is the same on both sides. */
function bare(pair: ValuePair): ValuePair | null {
  const source = readFramed(pair.source);
  const target = readFramed(pair.target);
  if (source === null || target === null) return null;
  if (source.before !== target.before || source.after !== target.after) return null;
  return { ...pair, source: source.number, target: target.number };
}

/** The recogniser of a number, also for a number that stands inside a result's text. */
export function insideResults(recogniser: Recogniser): Recogniser {
  return {
    ...recogniser,
    propose: (pair) => {
      const inner = pair.field.form === "quantity" ? bare(pair) : pair;
      return inner === null ? [] : recogniser.propose(inner);
    },
    simulate: (params, source, pair) => {
      if (pair.field.form !== "quantity") return recogniser.simulate(params, source, pair);
      const frame = readFramed(source);
      const inner = bare({ ...pair, source });
      if (frame === null || inner === null) return null;
      const made = recogniser.simulate(params, frame.number, inner);
      return made === null ? null : `${frame.before}${made}${frame.after}`;
    },
  };
}
