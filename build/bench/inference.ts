import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure } from "../figure.ts";

const many = 10_000;
const few = 1000;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/**
 * What is behind all differences of 10,000 cases at once: its time beside that of a tenth of them, and
 * the peak of memory beside that of a process that makes the same cases and looks no further.
 */
export async function figures(): Promise<readonly Figure[]> {
  const whole = await measure(many, "inference");
  const tenth = await measure(few, "inference");
  const alone = await measure(many, "cases");
  const ofTenths = (tenth.seconds * many) / few;
  return [
    {
      name: `inference over ${many} cases`,
      ours: rounded(whole.seconds),
      peer: rounded(ofTenths),
      peerName: `${many / few} times that of ${few} cases`,
      ratio: rounded(whole.seconds / ofTenths),
      unit: "seconds",
    },
    {
      name: `memory of ${many} cases with inference`,
      ours: whole.megabytes,
      peer: alone.megabytes,
      peerName: "the same cases without",
      ratio: rounded(whole.megabytes / alone.megabytes),
      unit: "MB at the peak",
    },
  ];
}

async function measure(count: number, what: "cases" | "inference"): Promise<Measured> {
  const program = join(import.meta.dirname, "inference-cases.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(count), what]);
  // What inference-cases.ts writes.
  return JSON.parse(stdout) as Measured;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
