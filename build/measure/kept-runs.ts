import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { root } from "../root.ts";
import { OtherMeasure } from "./kept-parts.ts";
import type { MeasureSettings } from "./measure-part.ts";
import { sha256Of } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";

/**
 * What was sent and read back, kept where a folder is given. To send it takes most of an hour, to judge it
 * a few minutes: after a change to what is said of differences the same runs are judged again.
 */
export class KeptRuns {
  readonly #folder: string | null;

  /** Throws OtherMeasure where the runs there were made by other code, or with other settings. */
  constructor(folder: string | null, { open: _, ...settings }: MeasureSettings) {
    this.#folder = folder;
    if (folder === null) return;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "made-by.json");
    const text = JSON.stringify({ code: codeThatMakes(), ...settings });
    if (existsSync(file) && readFileSync(file, "utf8") !== text) {
      throw new OtherMeasure(`${folder} holds runs of other code, or with other settings.`);
    }
    writeFileSync(file, text);
  }

  /** The runs of one name as they were kept; where they are not, they are made, and kept. */
  async *of<Run extends { readonly recorded: Recorded }>(
    name: string,
    make: () => AsyncIterable<Run>,
  ): AsyncGenerator<Run> {
    if (this.#folder === null) {
      yield* make();
      return;
    }
    const folder = join(this.#folder, name);
    const file = (at: number): string => join(folder, String(at));
    // Written last: without it the making was broken off.
    const whole = join(folder, "count");
    if (existsSync(whole)) {
      const count = Number(readFileSync(whole, "utf8"));
      for (let at = 0; at < count; at++) yield unpack<Run>(readFileSync(file(at)));
      return;
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    let count = 0;
    for await (const run of make()) {
      writeFileSync(file(count++), pack(run));
      yield run;
    }
    writeFileSync(`${whole}.part`, String(count));
    renameSync(`${whole}.part`, whole);
  }
}

/** Plain data but for the hash function of the people's set. */
function pack<Run extends { readonly recorded: Recorded }>(run: Run): Uint8Array {
  const { sha256: _, ...set } = run.recorded.set;
  return zstdCompressSync(serialize({ ...run, recorded: { ...run.recorded, set } }));
}

function unpack<Run extends { readonly recorded: Recorded }>(bytes: Uint8Array): Run {
  // Written above.
  const run = deserialize(zstdDecompressSync(bytes)) as Run;
  return {
    ...run,
    recorded: { ...run.recorded, set: { ...run.recorded.set, sha256: sha256Of } },
  };
}

/** A hash over everything that decides what is sent, what is done to it and how it is read. */
function codeThatMakes(): string {
  const hash = createHash("sha256");
  const files = globSync(["core/**/*.{ts,csv,json}", "host/practice/**/*.ts"], { cwd: root })
    .filter((file) => !/^core.(compare|csv|faults|probes)\b/u.test(file))
    .toSorted();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}
