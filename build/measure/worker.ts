import { KeptRuns } from "./kept-runs.ts";
import { MeasureBench } from "./measure-part.ts";
import type { Part } from "./measure-part.ts";
import { PracticeLine } from "./practice-line.ts";
import type { WorkerOrder } from "./run-parts.ts";

/** A process that makes the parts it is told, one after the other, on a practice of its own. */
const line = await PracticeLine.open();
// Written by the process that started this one.
const { settings, runs } = JSON.parse(process.argv[2] ?? "{}") as WorkerOrder;
const bench = new MeasureBench(line, settings, new KeptRuns(runs, settings));

process.on("message", (part: Part) => {
  bench.make(part).then(
    (made) => process.send?.({ made }),
    (error: unknown) => {
      process.send?.({
        failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    },
  );
});
process.on("disconnect", () => {
  void line.close().finally(() => process.exit());
});
process.send?.({ ready: true });
