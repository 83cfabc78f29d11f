import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { damaged, hostileTexts } from "./damage.ts";
import { damagedJson } from "./damage-json.ts";
import { repeated, type FuzzedFormat } from "./fuzzed-format.ts";

export interface Fed {
  readonly inputs: number;
  /** Values that were read in all: a fuzzer whose every input is refused at the door tests nothing. */
  readonly values: number;
  readonly problems: number;
  /** Bytes still in use behind each quarter of the inputs. */
  readonly heap: readonly number[];
}

export function feedDamaged(format: FuzzedFormat, inputs: number): Fed {
  return feed(format, damaged(format.grammar, 2026), inputs);
}

export function feedDamagedJson(format: FuzzedFormat, inputs: number): Fed {
  return feed(format, damagedJson(format.grammar.seeds, 2026), inputs);
}

/** A megabyte of every token, at the kinds of place in turn. */
export function feedMegabytes(format: FuzzedFormat): Fed {
  const tokens = tokensOf(format);
  const inputs = tokens.values().map((token, i) => {
    return repeated(token, format.frames[i % format.frames.length] ?? ["", ""], 1 << 20);
  });
  return feed(format, inputs, tokens.length);
}

export function tokensOf({ grammar }: FuzzedFormat): readonly string[] {
  return [...grammar.hostile, ...hostileTexts].filter((text) => text !== "");
}

/** Throws where a reader throws, points outside of its bytes, or changes what all objects share. */
function feed(format: FuzzedFormat, source: Iterator<Uint8Array>, inputs: number): Fed {
  const heap: number[] = [];
  let values = 0;
  let problems = 0;
  for (let i = 0; i < inputs; i++) {
    const bytes: Uint8Array = source.next().value;
    try {
      for (const observed of format.read(bytes)) {
        values += observed.values.length;
        problems += observed.problems.length;
        for (const { at } of [...observed.values, ...observed.problems]) {
          if (at === null) continue;
          const inside = at.start >= 0 && at.start <= at.end && at.end <= bytes.length;
          if (!inside || at.document !== 0) throw new Error(`outside: ${JSON.stringify(at)}`);
        }
      }
    } catch (cause) {
      const why = cause instanceof Error ? cause.stack : String(cause);
      const text = Buffer.from(bytes.subarray(0, 5000)).toString("latin1");
      throw new Error(`input ${i} of ${bytes.length} bytes: ${why}\n${text}`, { cause });
    }
    if ((i + 1) % Math.ceil(inputs / 4) === 0 || i + 1 === inputs) heap.push(heapInUse());
  }
  if (Object.keys(Object.prototype).length > 0) throw new Error("Object.prototype was changed");
  return { inputs, values, problems, heap };
}

let collect: (() => void) | undefined;

/** What is still in use after garbage collection, in bytes. */
function heapInUse(): number {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    // `gc` is there in contexts made after the flag; it takes nothing and returns nothing.
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  return process.memoryUsage().heapUsed;
}
