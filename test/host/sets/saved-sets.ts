import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ExitCode } from "../../../host/cli/io.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { personOfLine } from "../../../host/sets/person-line.ts";
import type { SetFile } from "../../../host/sets/set-file.ts";
import { hashSet } from "../../../host/sets/set-hash.ts";

/** A folder of its own for one test, and the command line in it. */
export function setFolder() {
  const folder = mkdtempSync(join(tmpdir(), "crosschart-sets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const crosschart = async (...words: string[]) => {
    const text = { out: "", err: "" };
    const code: ExitCode = await runCli(words, {
      out: (more) => (text.out += more),
      err: (more) => (text.err += more),
      errIsTerminal: false,
      env: { CROSSCHART_DATA: join(folder, "data") },
      cwd: folder,
      now: () => new Date(0),
      signal: new AbortController().signal,
    });
    return { code, ...text };
  };
  const read = (name: string): SetFile => {
    // What the test has just saved.
    return JSON.parse(readFileSync(join(folder, name), "utf8")) as SetFile;
  };
  const write = (name: string, content: unknown): void => {
    writeFileSync(
      join(folder, name),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  };
  return { folder, crosschart, read, write };
}

/** A set with fingerprints that fit what it holds: what an older Crosschart wrote, or a forger. */
export async function resealed(file: SetFile): Promise<SetFile> {
  const people = file.people ?? [];
  const read = people.map(personOfLine);
  const source = {
    count: read.length,
    controls: 0,
    at: (index: number) => {
      const person = read[index];
      if (person === undefined) throw new RangeError("There is no such person.");
      return person;
    },
  };
  const walk = { signal: new AbortController().signal, onProgress: () => {} };
  return { ...file, sha256: await hashSet(file, source, walk) };
}
