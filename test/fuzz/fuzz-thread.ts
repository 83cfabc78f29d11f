import { parentPort, workerData } from "node:worker_threads";
import { beginToCount, growths } from "./count-steps.ts";
import type { FormatName, FuzzedFormat } from "./fuzzed-format.ts";
import { feedDamaged, feedDamagedJson, feedMegabytes, type Fed } from "./feed.ts";
import type { Growth } from "./count-steps.ts";

export type Task =
  | { readonly kind: "damaged" | "damaged-json"; readonly inputs: number }
  | { readonly kind: "megabytes" }
  | { readonly kind: "growth"; readonly size: number };

export type Answer = Fed | readonly Growth[];

// What in-a-thread.ts hands over.
const { name, task } = workerData as { readonly name: FormatName; readonly task: Task };

async function answer(): Promise<Answer> {
  // Before the readers are loaded: see beginToCount.
  const steps = task.kind === "growth" ? await beginToCount() : null;
  const format = await load();
  switch (task.kind) {
    case "damaged":
      return feedDamaged(format, task.inputs);
    case "damaged-json":
      return feedDamagedJson(format, task.inputs);
    case "megabytes":
      return feedMegabytes(format);
    case "growth":
      return steps === null ? [] : await growths(format, steps, task.size);
  }
}

async function load(): Promise<FuzzedFormat> {
  switch (name) {
    case "csv":
      return (await import("./csv-format.ts")).csv;
    case "fhir":
      return (await import("./fhir-format.ts")).fhir;
    case "hl7":
      return (await import("./hl7-format.ts")).hl7;
  }
}

parentPort?.postMessage(await answer());
