import { z } from "zod";
import { command, job, query } from "../call.ts";
import { peopleChoice } from "./people.ts";

export const runState = z.enum([
  "queued",
  "preparing",
  "sending",
  "reading",
  "done",
  "stopped",
  "interrupted",
  "error",
  "refused",
]);

/** Stages a patient passes; each number counts patients. `null` = not known. */
export const stageCounts = z.strictObject({
  total: z.number(),
  sent: z.number(),
  acknowledged: z.number(),
  refused: z.number(),
  unknown: z.number(),
  stored: z.number(),
  notFound: z.number(),
  readBack: z.number(),
  compared: z.number(),
  same: z.number(),
  different: z.number(),
});

export const runLine = z.strictObject({
  id: z.string(),
  /** 1, 2, 3 … within the workspace. */
  number: z.number(),
  state: runState,
  /** A person paused it here; it goes on where it was. */
  paused: z.boolean(),
  connection: z.string(),
  seed: z.string(),
  started: z.string(),
  ended: z.string().nullable(),
  counts: stageCounts,
  /** Created at the partner and not yet proven gone. */
  leftovers: z.number(),
});

export const stageMark = z.enum(["done", "now", "waiting", "failed", "late", "none"]);

export const runPerson = z.strictObject({
  case: z.string(),
  number: z.string(),
  name: z.string(),
  sent: stageMark,
  acknowledged: stageMark,
  stored: stageMark,
  readBack: stageMark,
  compared: stageMark,
  seconds: z.number().nullable(),
  result: z.strictObject({
    kind: z.enum(["same", "different", "refused", "not-found", "waiting", "in-line", "unknown"]),
    says: z.string(),
  }),
});

export const runEvent = z.strictObject({
  at: z.string(),
  kind: z.enum(["info", "difference", "warning", "refused"]),
  says: z.string(),
  /** The same in the wire's own words: method, path, status. No patient values. */
  raw: z.string(),
});

export const runCalls = {
  /** Queues a run against the current connection and starts it; it goes on without the caller. */
  "run.start": command(
    peopleChoice.extend({ fresh: z.boolean(), connection: z.string() }),
    z.strictObject({ run: z.string() }),
  ),
  "run.list": query(z.strictObject({}), z.strictObject({ runs: z.array(runLine) })),
  "run.detail": query(
    z.strictObject({
      run: z.string(),
      show: z.enum(["all", "in-progress", "refused", "not-found"]),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.strictObject({
      run: runLine,
      people: z.array(runPerson),
      total: z.number(),
      tabs: z.strictObject({
        all: z.number(),
        inProgress: z.number(),
        refused: z.number(),
        notFound: z.number(),
      }),
      /** Newest first. */
      events: z.array(runEvent),
      warning: z.string().nullable(),
      /** What a stop would leave: there and stays, on its way, has not left. */
      stopping: z.strictObject({ there: z.number(), onWay: z.number(), notSent: z.number() }),
      firstDifference: z
        .strictObject({
          case: z.string(),
          field: z.string(),
          label: z.string(),
          source: z.string().nullable(),
          target: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  /** Follows a run that is under way; cancelling stops the watching, not the run. */
  "run.watch": job(
    z.strictObject({ run: z.string() }),
    runLine,
    z.strictObject({ run: runLine, says: z.string() }),
  ),
  "run.pause": command(z.strictObject({ run: z.string() }), z.strictObject({})),
  "run.continue": command(z.strictObject({ run: z.string() }), z.strictObject({})),
  /** Stops sending; the reply tells the truth: "40 accepted, 1 unknown, 59 not sent". */
  "run.stop": command(z.strictObject({ run: z.string() }), z.strictObject({ says: z.string() })),
  /** Looks up what is unknown, sends what was not sent, finishes. */
  "run.resume": command(z.strictObject({ run: z.string() }), z.strictObject({})),
  /** Finish and clean up: removes what was created and proves it. */
  "run.cleanUp": job(
    z.strictObject({ run: z.string() }),
    z.strictObject({ removed: z.number(), of: z.number() }),
    z.strictObject({ created: z.number(), removed: z.number(), left: z.array(z.string()) }),
  ),
};
