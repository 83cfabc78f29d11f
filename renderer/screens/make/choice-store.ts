import { useSyncExternalStore } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";

/** What is chosen on Make patients, until it is sent. Lives as long as the page. */
export interface Choice extends PeopleChoice {
  /** Ticked families while `mess` is made by hand; null = a preset. */
  readonly families: readonly string[] | null;
}

let choice: Choice = { seed: "4417", count: 20, mess: "coverage", families: null };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useChoice(): Choice {
  return useSyncExternalStore(subscribe, () => choice);
}

export function choose(part: Partial<Choice>): void {
  choice = { ...choice, ...part };
  for (const listener of listeners) listener();
}

/** The part that the contract knows. */
export function peopleChoiceOf({ seed, count, mess }: Choice): PeopleChoice {
  return { seed, count, mess };
}
