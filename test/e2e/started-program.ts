import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../host/cli/main.ts", import.meta.url));

export interface StartedProgram {
  /** The printed address, with its token. */
  readonly url: string;
  /** Ends it as Ctrl-C would, and waits until it is gone. @returns the exit code */
  readonly end: () => Promise<number | null>;
}

/** `crosschart serve` as a user starts it, with a data folder of its own. */
export async function startProgram(dataFolder: string): Promise<StartedProgram> {
  const child = spawn(process.execPath, [main, "serve"], {
    cwd: dataFolder,
    env: { ...process.env, CROSSCHART_DATA: dataFolder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  let errors = "";
  child.stderr.on("data", (bytes) => {
    errors += String(bytes);
  });
  const url = await new Promise<string>((done, failed) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += String(bytes);
      if (text.includes("\n")) done(text.trim());
    });
    void gone.then((code) => failed(new Error(`serve ended with ${code}: ${errors}`)));
  });
  return {
    url,
    end: () => {
      child.kill("SIGTERM");
      return gone;
    },
  };
}
