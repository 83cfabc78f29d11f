import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { findJavaProgram, findStranger } from "../../strangers/find-stranger.ts";
import { ownMessages } from "./strangers.ts";

const java = await findStranger("java");
const program = await findJavaProgram("hapi-hl7");
const missing = "reason" in java ? java.reason : "reason" in program ? program.reason : null;

interface Answer {
  /** `ADT_A05` */
  readonly structure: string;
  /** Segments that the structure has no place for. */
  readonly strays: string;
  readonly text: string;
}

function ask(messages: readonly { readonly text: string }[]): readonly Answer[] {
  const done = spawnSync(
    "path" in java ? java.path : "",
    ["-cp", "path" in program ? program.path : "", "ReadAndWrite"],
    {
      input: messages.map(({ text }) => `${Buffer.from(text).toString("base64")}\n`).join(""),
      maxBuffer: 1 << 30,
    },
  );
  expect(done.stderr.toString()).toBe("");
  const lines = done.stdout.toString("ascii").split(/\r?\n/u).filter(Boolean);
  return lines.map((line) => {
    const [structure = "", strays = "", written = ""] = line.split(" ");
    return { structure, strays, text: Buffer.from(written, "base64").toString() };
  });
}

/**
 * What HAPI is known to change: it drops blanks at the beginning of a part, and takes the text `\X0D\`,
 * which we write as `\E\X0D\E\`, for the escape itself.
 */
function asItWrites(line: string): string {
  return line.replaceAll(/(^|[|^&~])\s+/gu, "$1").replaceAll(/\\E\\(X[0-9A-F]+)\\E\\/gu, "\\$1\\");
}

describe("HAPI HL7v2, which is not ours and not JavaScript", () => {
  const messages = ownMessages(200);
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    if (missing === null) answers = ask(messages);
  }, 240_000);

  test("has a place for every segment of every message", ({ skip }) => {
    if (missing !== null) skip(missing);
    expect(answers.length).toBe(messages.length);
    for (const [i, { text }] of messages.entries()) {
      const [, , structure] = text.split("|")[8]?.split("^") ?? [];
      expect([text.slice(0, 90), answers[i]?.structure, answers[i]?.strays]).toEqual([
        text.slice(0, 90),
        structure,
        "",
      ]);
    }
  });

  test("writes every message again as it was", ({ skip }) => {
    if (missing !== null) skip(missing);
    let changed = 0;
    for (const [i, { text }] of messages.entries()) {
      const written = answers[i]?.text ?? "";
      if (written === text) continue;
      changed += 1;
      expect(written.split("\r").map(asItWrites)).toEqual(text.split("\r").map(asItWrites));
    }
    // Few texts of the messy people have what it changes.
    expect(changed).toBeLessThan(messages.length / 10);
  });
});
