import { expect, test } from "vitest";
import { matchScore } from "../../renderer/shell/match-words.ts";

test("accents and case do not matter when a patient is looked for", () => {
  expect(matchScore("nunez", "Siobhán O’Brien-Núñez")).toBeGreaterThan(0);
});

test("a slip of the finger still finds it", () => {
  expect(matchScore("compere", "Compare")).toBeGreaterThan(0);
});

test("the start of the whole beats the start of a word beats the middle", () => {
  const whole = matchScore("make", "Make patients");
  const word = matchScore("pat", "Make patients");
  const middle = matchScore("ient", "Make patients");
  expect(whole).toBeGreaterThan(word);
  expect(word).toBeGreaterThan(middle);
});

test("what is something else is not found", () => {
  expect(matchScore("coverage", "Make patients")).toBe(0);
});
