import { resolve } from "node:path";
import type { Command } from "commander";

import { profileJsonSchema } from "../../api/profile.ts";
import { readProfile } from "../profile/read-profile.ts";
import { secretsFrom } from "../profile/secrets.ts";
import { checkProfile } from "../runs/check-profile.ts";
import type { CheckLine } from "../runs/check-profile.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { notBuiltYet } from "./not-built-yet.ts";

/** `profile schema|check|new`: what a configured integration may say, and whether it works. */
export function registerProfile(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  const profile = program
    .command("profile")
    .description("print the schema of a profile, or check one")
    .addHelpText("after", "\nExample:\n  crosschart profile check clinic-to-emr.jsonc\n");
  profile
    .command("schema")
    .description("print the JSON Schema of a profile")
    .option("--json", "the same: the schema is JSON")
    .addHelpText("after", "\nExample:\n  crosschart profile schema > profile.schema.json\n")
    .action(() => {
      io.out(`${JSON.stringify(profileJsonSchema(), null, 2)}\n`);
      finish(exitCodes.ok);
    });
  profile
    .command("check <file>")
    .description("check connection, credentials, TLS, guard and read-back; sends nothing")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart profile check clinic-to-emr.jsonc\n")
    .action(async (file: string, options: { json?: boolean }) => {
      finish(await check(file, options.json === true, io));
    });
  profile
    .command("new")
    .description("ask the questions and write a profile (not built yet)")
    .addHelpText("after", "\nExample:\n  crosschart profile new   (not built yet)\n")
    .action(() => {
      throw notBuiltYet("profile new");
    });
}

const marks = { ok: "ok     ", failed: "failed ", "cant-tell": "?      " } as const;

async function check(file: string, json: boolean, io: CliIo): Promise<ExitCode> {
  const profile = readProfile(resolve(io.cwd, file));
  const lines: CheckLine[] = [];
  for await (const line of checkProfile(profile, secretsFrom(io.env), io.signal)) {
    lines.push(line);
    if (json) continue;
    io.out(
      `${marks[line.state]} ${line.name}: ${line.says}${line.todo === "" ? "" : ` ${line.todo}`}\n`,
    );
  }
  if (json) {
    const shown = lines.map(({ name, state, says, todo }) => ({ name, state, says, todo }));
    const ok = lines.every((line) => line.state !== "failed");
    io.out(`${JSON.stringify({ ok, lines: shown }, null, 2)}\n`);
  }
  const codes = lines.map((line) => line.exit);
  if (codes.includes(exitCodes.guard)) return exitCodes.guard;
  return codes.includes(exitCodes.unreachable) ? exitCodes.unreachable : exitCodes.ok;
}
