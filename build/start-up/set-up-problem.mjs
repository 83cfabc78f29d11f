/** A set-up that cannot be done: what happened, what is safe, what to do. Exit code 6. */
export class SetUpProblem extends Error {
  /** @param {{ happened: string, safe?: string, todo: string, detail?: string }} what */
  constructor(what) {
    super(what.happened);
    this.happened = what.happened;
    this.safe = what.safe ?? "Nothing outside this folder was changed.";
    this.todo = what.todo;
    this.detail = what.detail ?? "";
  }
}

export const setUpExit = 6;

/**
 * Tells the user, in the form every command uses (host/cli/print-failure.ts).
 * @param {SetUpProblem} problem
 * @param {boolean} json one JSON document on stdout instead of lines on stderr
 */
export function printProblem(problem, json) {
  const { happened, safe, todo, detail } = problem;
  if (json) {
    const error = { code: setUpExit, happened, safe, do: todo, at: null };
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
    return;
  }
  if (detail !== "") process.stderr.write(`${detail}\n`);
  process.stderr.write(`crosschart: ${happened}\n  safe:  ${safe}\n  do:    ${todo}\n`);
}
