/** Which mess a set of people carries, as `parseMess` reads it. */
export interface MessChoice {
  /** As it was asked for: `coverage`, `smoke`, `name,dose-decimal`. */
  readonly text: string;
  readonly preset: "none" | "smoke" | "coverage" | "realistic" | "list";
  /** Operator ids, only for a list. */
  readonly operators: readonly string[];
}

/** No mess: every person is clean. */
export const noMess: MessChoice = { text: "none", preset: "none", operators: [] };
