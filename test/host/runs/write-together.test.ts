import { expect, it } from "vitest";

import type { WritableStores, Workspace } from "../../../db/stores.ts";
import { writeTogether } from "../../../host/runs/write-together.ts";

function countingTicks(): { workspace: Pick<Workspace, "tick">; ticks: () => number } {
  let ticks = 0;
  return {
    ticks: () => ticks,
    workspace: {
      tick: async (work) => {
        ticks += 1;
        // The works of this test ask nothing of the stores.
        return work({} as WritableStores);
      },
    },
  };
}

it("steps that wait at the same moment share a transaction, each with its own answer", async () => {
  const { workspace, ticks } = countingTicks();
  const write = writeTogether(workspace);
  const answers = await Promise.all([1, 2, 3, 4].map((n) => write(async () => n * 10)));
  expect(answers).toEqual([10, 20, 30, 40]);
  // The first begins at once; the others have gathered behind it.
  expect(ticks()).toBe(2);
});

it("a step that fails takes down those of its transaction, and the next one goes on", async () => {
  const { workspace } = countingTicks();
  const write = writeTogether(workspace);
  const fail = async (): Promise<never> => Promise.reject(new Error("broken"));
  const first = write(async () => "alone");
  const ended = await Promise.allSettled([first, write(async () => "beside"), write(fail)]);
  expect(ended.map((one) => one.status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await write(async () => "after")).toBe("after");
});
