import { expect, test } from "vitest";
import { timeLeft, type Finished } from "../../renderer/screens/send/time-left.ts";

function steady(count: number, perItemMs: number): Finished[] {
  return Array.from({ length: count + 1 }, (_, at) => ({ count: at, atMs: at * perItemMs }));
}

test("nothing is promised before 20 patients are done", () => {
  expect(timeLeft(steady(19, 1000), 240)).toBeNull();
});

test("the time is rounded to ten seconds and worded as about", () => {
  expect(timeLeft(steady(20, 1000), 120)).toBe("about 1 min 40 s left");
});

test("only the last 50 patients count", () => {
  const slowStart = steady(100, 10_000);
  const from = slowStart.at(-1)?.atMs ?? 0;
  const fast = Array.from({ length: 50 }, (_, at) => ({
    count: 101 + at,
    atMs: from + (at + 1) * 100,
  }));
  expect(timeLeft([...slowStart, ...fast], 250)).toBe("about 10 s left");
});

test("it never says that 0 s are left", () => {
  expect(timeLeft(steady(239, 1), 240)).toBe("about 10 s left");
  expect(timeLeft(steady(240, 1), 240)).toBeNull();
});
