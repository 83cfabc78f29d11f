import { setFlagsFromString } from "node:v8";

/** From so many people on, memory matters more than the last tenth of speed. */
const manyPeople = 10_000;

/**
 * Keeps memory flat where many people are made: all of one person is garbage when the next begins, and V8,
 * left alone, makes ever more room for it, 300 MB where 20 MB are in use. Call it before making anybody.
 */
export function keepHeapSmall(people: number): void {
  if (people >= manyPeople) setFlagsFromString("--semi-space-growth-factor=1");
}
