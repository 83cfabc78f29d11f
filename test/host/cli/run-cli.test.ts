import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { commands } from "../../../host/cli/commands.ts";
import type { CliIo, ExitCode } from "../../../host/cli/io.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { productVersion } from "../../../host/product-version.ts";
import { closedPort } from "../partners/scripted-server.ts";
import { profileFor } from "../runs/practice-run.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function cli(
  argv: readonly string[],
  signal = new AbortController().signal,
): Promise<{ code: ExitCode; out: string; err: string }> {
  let out = "";
  let err = "";
  const io: CliIo = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    errIsTerminal: false,
    env: { CROSSCHART_DATA: join(folder, "data") },
    cwd: folder,
    now: () => new Date(),
    signal,
  };
  return { code: await runCli(argv, io), out, err };
}

describe("the command line", () => {
  it("prints help without a command and ends with 2", async () => {
    const { code, err } = await cli([]);
    expect(code).toBe(2);
    expect(err).toContain("Commands:");
  });

  it.each(commands.map((command) => command.name))("%s has help with an example", async (name) => {
    const { code, out } = await cli([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Example");
    expect(out).toContain(`crosschart ${name}`);
  });

  it.each(["run", "profile"])("help %s prints its help with the example", async (name) => {
    const asked = await cli(["help", name]);
    expect(asked).toEqual(await cli([name, "--help"]));
    expect(asked.out).toContain("Example:");
  });

  it("asks for more where half a command was given", async () => {
    expect(await cli(["profile"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("profile needs to know what to do") as string,
    });
    expect((await cli(["help", "rnu"])).err).toContain("There is no such command.");
  });

  it("prints its version", async () => {
    expect(await cli(["--version"])).toMatchObject({ code: 0, out: `${productVersion}\n` });
  });

  it("bench answers an unknown figure with one JSON document", async () => {
    const { code, out, err } = await cli(["bench", "nothing", "--json"]);
    expect([code, err]).toEqual([2, ""]);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 2, at: "nothing" } });
  });

  it("suggests the command that was meant", async () => {
    const { code, err } = await cli(["rnu"]);
    expect(code).toBe(2);
    expect(err).toContain("Did you mean run?");
  });

  it("suggests the option that was meant", async () => {
    const { code, err } = await cli(["run", "--profil", "x"]);
    expect(code).toBe(2);
    expect(err).toContain("--profile");
  });

  it.each(commands.filter((one) => one.load === null).map((one) => one.name))(
    "%s says that it is not built yet",
    async (name) => {
      const { code, err } = await cli([name, "--workspace", "x"]);
      expect(code).toBe(2);
      expect(err).toContain("not built yet");
    },
  );

  it.each([
    ["profile", "new"],
    ["run", "--scenario", "SYN-01", "--profile", "x"],
    ["run", "--pack", "all"],
  ])("%s %s says that it is not built yet", async (...argv) => {
    const { code, err } = await cli(argv);
    expect(code).toBe(2);
    expect(err).toContain("not built yet");
  });

  it("prints an error as one JSON document with --json", async () => {
    const { code, out } = await cli(["run", "--json"]);
    expect(code).toBe(2);
    // The promise of cli.md.
    const document = JSON.parse(out) as { error: Record<string, unknown> };
    expect(Object.keys(document.error)).toEqual(["code", "happened", "safe", "do", "at"]);
    expect(document.error).toMatchObject({ code: 2, at: "--profile" });
  });
});

describe("run", () => {
  function writeProfile(text: string): string {
    writeFileSync(join(folder, "clinic.jsonc"), text);
    return "clinic.jsonc";
  }

  it("against a closed port ends with 3 and a sentence", async () => {
    const base = `http://127.0.0.1:${await closedPort()}/fhir`;
    const profile = writeProfile(JSON.stringify(profileFor(base, base)));
    const { code, err, out } = await cli(["run", "--profile", profile, "--count", "2"]);
    expect(code).toBe(3);
    expect(err).toContain("nothing listens there");
    expect(err).toContain("Nothing was sent.");
    expect(out).toBe("");
  });

  it("names a misspelt key with line and near match, and makes no workspace", async () => {
    const base = "http://127.0.0.1:1/fhir";
    const text = JSON.stringify(profileFor(base, base), null, 2).replace('"window"', '"windov"');
    const { code, err } = await cli(["run", "--profile", writeProfile(text)]);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean "window"?');
    expect(err).toContain("clinic.jsonc:5:3");
    expect(readdirSync(folder)).toEqual(["clinic.jsonc"]);
  });

  it("says where no workspace can be made, before anything is sent", async () => {
    const base = "http://127.0.0.1:1/fhir";
    const words = ["run", "--profile", writeProfile(JSON.stringify(profileFor(base, base)))];
    const nowhere = await cli([...words, "--workspace", "nowhere/w.crosschart"]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain("There is no folder");
    writeFileSync(join(folder, "data"), "a file where the data folder should be");
    const noHome = await cli(words);
    expect(noHome.code).toBe(6);
    expect(noHome.err).toContain("--workspace");
  });

  it("says at once that the reserved numbers are too few", async () => {
    const base = "http://127.0.0.1:1/fhir";
    const profile = writeProfile(JSON.stringify(profileFor(base, base)));
    const { code, err } = await cli(["run", "--profile", profile, "--count", "1000000"]);
    expect(code).toBe(2);
    expect(err).toContain("are enough for 100000 people");
  });

  it("refuses a host that the guard does not list with 5", async () => {
    const base = "http://192.0.2.1/fhir";
    const profile = writeProfile(JSON.stringify(profileFor(base, base)));
    const { code, err } = await cli(["run", "--profile", profile, "--count", "1"]);
    expect(code).toBe(5);
    expect(err).toContain("guard.hosts");
  });

  it.each([
    ["status", 4],
    ["cases", 4],
    ["cleanup", 4],
  ])("%s of a text file ends with %i and leaves it alone", async (command, code) => {
    writeFileSync(join(folder, "notes.crosschart"), "these are notes, and no workspace at all\n");
    const result = await cli([command, "--workspace", "notes.crosschart"]);
    expect(result.code).toBe(code);
    expect(readdirSync(folder)).toEqual(["notes.crosschart"]);
  });

  it("that is asked for of a workspace that is not there ends with 2", async () => {
    const { code, err } = await cli(["run", "--resume", "r-1", "--workspace", "none.crosschart"]);
    expect(code).toBe(2);
    expect(err).toContain("no workspace");
  });
});

describe("profile", () => {
  it("schema prints JSON Schema", async () => {
    const { code, out } = await cli(["profile", "schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      title: "Crosschart profile",
      additionalProperties: false,
    });
  });

  it("check says which partner does not answer and ends with 3", async () => {
    const base = `http://127.0.0.1:${await closedPort()}/fhir`;
    writeFileSync(join(folder, "p.json"), JSON.stringify(profileFor(base, base)));
    const { code, out } = await cli(["profile", "check", "p.json"]);
    expect(code).toBe(3);
    expect(out).toMatch(/ok +Profile/);
    expect(out).toMatch(/failed +Source: connection: .*nothing listens there/);
  });
});

describe("the process", () => {
  const program = join(import.meta.dirname, "../../../host/cli/main.ts");

  it("does not fall over a reader that goes away", async () => {
    const child = spawn(process.execPath, [program, "fields"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (text: Buffer) => (err += text.toString("utf8")));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});
