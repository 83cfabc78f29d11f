import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { profileSchema } from "../../../api/profile.ts";
import { ask } from "./at-work.ts";

const program = fileURLToPath(new URL("../../../host/cli/main.ts", import.meta.url));

interface Running {
  readonly line: string;
  readonly errors: () => string;
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the real command in a process of its own and waits for its first line. */
async function command(...words: string[]): Promise<Running> {
  const child = spawn(process.execPath, [program, "practice", ...words], { env: { PATH: "" } });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const line = await new Promise<string>((resolve) => {
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("\n")) resolve(out);
    });
    child.on("exit", () => resolve(out));
  });
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { line, errors: () => errors, end };
}

/** The JSON text of a file with comment lines. */
function readProfile(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8").replaceAll(/^\s*\/\/.*$/gm, ""));
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "one line of JSON, then it stays until %s ends all of it",
  async (signal) => {
    const running = await command("--json", "--faults", "TRUNCATE(25),CASE");
    const said = JSON.parse(running.line);
    expect(said).toMatchObject({
      interface: { mllp: null, drop: null },
      emr: { mllp: null, export: null },
      profiles: { mllp: null, file: null, "two-way": null },
    });
    const { body } = await ask("GET", `${said.control}/faults`);
    expect(body.faults.map(({ id }: { id: string }) => id)).toEqual(["TRUNCATE", "CASE"]);
    expect(existsSync(said.profiles.fhir)).toBe(true);
    expect(await running.end(signal)).toBe(0);
    expect(existsSync(said.profiles.fhir)).toBe(false);
    await expect(fetch(`${said.emr.fhir}/metadata`)).rejects.toThrow();
  },
);

test("the written profile keeps to the published schema and names the practice's hosts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "practice-profiles-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const running = await command("--json", "--auth", "--write-profiles", folder);
  const said = JSON.parse(running.line);
  const profile = profileSchema.parse(readProfile(said.profiles.fhir));
  expect(profile.window).toBe("PT3S");
  expect(profile.guard.hosts).toContain(new URL(said.emr.fhir).host);
  expect((await ask("GET", `${said.emr.fhir}/Patient`)).status).toBe(401);
  const key = /CROSSCHART_SECRET_PRACTICE_KEY=(\S+)/.exec(running.errors())?.[1] ?? "";
  const allowed = await ask("GET", `${said.emr.fhir}/Patient`, undefined, {
    Authorization: `Bearer ${key}`,
  });
  expect(allowed.status).toBe(200);
  expect(readFileSync(said.profiles.fhir, "utf8")).not.toContain(key);
  await running.end("SIGTERM");
  expect(existsSync(said.profiles.fhir)).toBe(true);
});

test.each([
  [["--faults", "TRUNCTE"], "did you mean TRUNCATE?"],
  [["--port", "70000"], "--port must be a whole number"],
])("%s is refused with exit code 2 and a sentence", async (words, says) => {
  const running = await command(...words);
  expect(await running.end("SIGTERM")).toBe(2);
  expect(running.errors()).toContain(says);
});

test("--route hl7 says where the HL7 door is and writes a profile of its own", async () => {
  const running = await command("--json", "--route", "hl7");
  const said = JSON.parse(running.line);
  expect(said.emr.mllp).toMatch(/^127\.0\.0\.1:\d+$/);
  const profile = profileSchema.parse(readProfile(said.profiles.hl7));
  expect(profile.name).toBe("Practice clinic → HL7 v2 → Practice EMR");
  expect(existsSync(said.profiles.fhir)).toBe(true);
  expect(await running.end("SIGTERM")).toBe(0);
});

test("an unknown route is wrong usage", async () => {
  const running = await command("--route", "pigeon");
  expect(await running.end("SIGTERM")).toBe(2);
  expect(running.errors()).toContain('--route must be fhir or hl7, not "pigeon".');
});

test("--list prints every fault with its parameters, and starts nothing", async () => {
  const running = await command("--list");
  expect(await running.end("SIGTERM")).toBe(0);
  expect(running.line).toContain("DROP-SEGMENT");
  expect(running.line).toContain("segment=NK1:");
  expect(running.line).toMatch(/\d+ faults\. Any takes fields=a\+b and probability=0\.3 too\.\n$/);
});

test("a fault of the EMR's answers without the HL7 route is wrong usage, and starts nothing", async () => {
  const running = await command("--faults", "ACK-LIE(emr)");
  expect(await running.end("SIGTERM")).toBe(2);
  expect(running.errors()).toContain("ACK-LIE(where=emr) needs the HL7 route");
});
