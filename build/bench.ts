import { cpus, totalmem } from "node:os";
import type { Figure } from "./figure.ts";

/** `node build/bench.ts [NAME] [--json]`: figures on stdout, progress on stderr. */

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  generation: async () => (await import("./bench/generation.ts")).figures(),
  people: async () => (await import("./bench/people.ts")).figures(),
  hl7: async () => (await import("./bench/hl7.ts")).figures(),
  fhir: async () => (await import("./bench/fhir.ts")).figures(),
  comparison: async () => (await import("./bench/comparison.ts")).figures(),
  inference: async () => (await import("./bench/inference.ts")).figures(),
  storing: async () => (await import("./bench/storing.ts")).figures(),
  memory: async () => (await import("./bench/memory.ts")).figures(),
};

async function main(words: readonly string[]): Promise<number> {
  const asked = words.filter((word) => !word.startsWith("--"));
  const unknown = asked.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) {
    const happened = `There is no figure "${unknown}".`;
    const safe = "Nothing was done.";
    const todo = `Choose of ${Object.keys(benches).join(", ")}.`;
    if (words.includes("--json")) {
      const error = { code: 2, happened, safe, do: todo, at: unknown };
      process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
    } else {
      process.stderr.write(`crosschart: ${happened}\n  safe:  ${safe}\n  do:    ${todo}\n`);
    }
    return 2;
  }
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`measuring ${name} …\n`);
    figures.push(...(await measure()));
  }
  process.stdout.write(
    words.includes("--json")
      ? `${JSON.stringify({ figures, machine: machine() }, null, 2)}\n`
      : `${figures.map(line).join("\n")}\n\n${machine()}\n`,
  );
  return 0;
}

function line({ name, ours, peer, peerName, ratio, unit }: Figure): string {
  return `${name}: ${ours} ${unit}; ${peerName}: ${peer}; ratio ${ratio}`;
}

function machine(): string {
  const list = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `${list.length} × ${list[0]?.model.trim() ?? "unknown processor"}, ${gigabytes} GB, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}`
  );
}

process.exitCode = await main(process.argv.slice(2));
