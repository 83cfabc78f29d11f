import { spawn } from "node:child_process";

export interface OpenWindow {
  readonly binary: string;
  /** The application's folder, with the package.json that names main. */
  readonly app: string;
  readonly workspace: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly err: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A window that ends with an error this early never opened. */
const openedAfterMs = 8_000;

/**
 * Runs the desktop program until its window is closed or `signal` ends it.
 * @returns null after a normal end, else why no window came, as the end of a sentence
 */
export function openWindow(options: OpenWindow): Promise<string | null> {
  const { ELECTRON_RUN_AS_NODE: _never, ...env } = options.env;
  const args = [options.app];
  // Chromium refuses its sandbox to root; everyone else gets it.
  if (options.isRoot) args.unshift("--no-sandbox");
  if (options.workspace !== null) args.push(`--workspace=${options.workspace}`);
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(options.binary, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const stop = (): void => void child.kill("SIGTERM");
    options.signal.addEventListener("abort", stop);
    child.stdout.on("data", (bytes) => options.err(String(bytes)));
    child.stderr.on("data", (bytes) => options.err(String(bytes)));
    child.on("error", (error) => done(`it could not be started (${error.message})`));
    child.on("close", (code, ended) => {
      options.signal.removeEventListener("abort", stop);
      const early = performance.now() - started < openedAfterMs;
      if (options.signal.aborted || code === 0 || !early) return done(null);
      done(`it ended at once (${code ?? ended})`);
    });
  });
}
