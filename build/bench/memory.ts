import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../root.ts";
import type { Figure } from "../figure.ts";

/** As many as there are reserved chart numbers. */
const many = 100_000;
const few = 1000;

/** Peak memory of `generate` for all people that there can be, beside a hundredth of them. */
export async function figures(): Promise<readonly Figure[]> {
  const found: Figure[] = [];
  for (const format of ["chart", "fhir", "hl7", "csv"]) {
    const ours = await peakMb(format, many);
    const peer = await peakMb(format, few);
    found.push({
      name: `memory for ${many} people as ${format}`,
      ours,
      peer,
      peerName: `${few} people`,
      ratio: Number((ours / peer).toPrecision(3)),
      unit: "MB at the peak",
    });
  }
  return found;
}

/** Written at the very end by the process itself, which alone knows its peak on every system. */
const saysPeak =
  'import { writeSync } from "node:fs";' +
  'process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));';

async function peakMb(format: string, count: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "crosschart-bench-"));
  try {
    const words = ["--seed", "bench", "--count", String(count), "--format", format];
    const kilobytes = await new Promise<number>((done, failed) => {
      const child = spawn(
        process.execPath,
        [
          "--import",
          `data:text/javascript,${encodeURIComponent(saysPeak)}`,
          join(root, "host", "cli", "main.ts"),
          "generate",
          ...words,
          "--out",
          join(folder, "set"),
        ],
        { stdio: ["ignore", "ignore", "pipe", "pipe"] },
      );
      let said = "";
      let wrong = "";
      child.stdio[3]?.on("data", (bytes: Buffer) => (said += bytes.toString()));
      child.stderr?.on("data", (bytes: Buffer) => (wrong += bytes.toString()));
      child.on("error", failed);
      child.on("close", (code) => {
        if (code === 0) done(Number(said));
        else failed(new Error(`generate ended with ${String(code)}: ${wrong.slice(-500)}`));
      });
    });
    return Math.round(kilobytes / 1024);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
