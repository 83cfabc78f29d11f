import { Command, CommanderError } from "commander";

import { StoreRefusal } from "../../db/store-refusal.ts";
import { productVersion } from "../product-version.ts";
import { commands } from "./commands.ts";
import type { CommandEntry } from "./commands.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { notBuiltYet } from "./not-built-yet.ts";
import { bugFailure, printFailure } from "./print-failure.ts";

/**
 * Runs one command line and returns its exit code; prints nothing but through `io`.
 * @param argv the words after the program's name
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const { words: given, quiet, verbose, json } = globalFlags(argv);
  // `help run` is `run --help`: only the file of the command that was asked for is loaded.
  const helpOn = given[0] === "help" && commands.some((command) => command.name === given[1]);
  const words = helpOn ? [...given.slice(1), "--help"] : given;
  const speaking: CliIo = quiet ? { ...io, err: () => {} } : io;
  const asked = commands.find((command) => command.name === words.find((w) => !w.startsWith("-")));
  let code: ExitCode = exitCodes.ok;
  let complaint = "";
  const program = makeProgram();
  program.exitOverride().configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => (complaint += text),
  });
  try {
    for (const command of commands) {
      if (command === asked && command.load !== null) {
        (await command.load())(program, speaking, (finished) => (code = finished));
      } else addPlaceholder(program, command);
    }
    if (words.length === 0) {
      io.err(program.helpInformation());
      return exitCodes.usage;
    }
    await program.parseAsync([...words], { from: "user" });
  } catch (thrown) {
    const failure = readThrown(thrown, complaint, asked?.name ?? null, verbose);
    if (failure === null) return exitCodes.ok;
    if (!isEndBySignal(io, thrown)) {
      // Errors are shown even with --quiet: quiet is for progress.
      printFailure(failure, io, json);
      code = failure.exit;
    }
  }
  return io.signal.aborted ? codeOfSignal(io, asked, code) : code;
}

function makeProgram(): Command {
  return new Command("crosschart")
    .description("Does the record that arrives say exactly what the record that was sent said?")
    .option("--quiet", "no progress on stderr")
    .option("--verbose", "more words where something fails")
    .version(productVersion, "--version", "print the version")
    .showSuggestionAfterError(true)
    .addHelpText("after", "\nExample:\n  crosschart practice --faults DECIMAL-LOSS\n");
}

function addPlaceholder(program: Command, entry: CommandEntry): void {
  const placeholder = program.command(entry.name).description(entry.summary);
  if (entry.load !== null) return;
  placeholder
    .allowUnknownOption()
    .allowExcessArguments()
    .argument("[anything...]")
    .addHelpText("after", `\nExample:\n  crosschart ${entry.name}   (not built yet)\n`)
    .action(() => {
      throw notBuiltYet(entry.name);
    });
}

function globalFlags(argv: readonly string[]) {
  const end = argv.indexOf("--");
  const before = end < 0 ? argv : argv.slice(0, end);
  const words = argv.filter(
    (word, at) => (end >= 0 && at >= end) || (word !== "--quiet" && word !== "--verbose"),
  );
  return {
    words,
    quiet: before.includes("--quiet"),
    verbose: before.includes("--verbose"),
    json: before.includes("--json"),
  };
}

/** Null where the "error" is only commander's way to end after `--help`. */
function readThrown(
  thrown: unknown,
  complaint: string,
  command: string | null,
  verbose: boolean,
): CliFailure | null {
  if (thrown instanceof CliFailure) return thrown;
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return null;
    if (thrown.code === "commander.help") {
      return new CliFailure(exitCodes.usage, {
        happened:
          command === null
            ? "There is no such command."
            : `crosschart ${command} needs to know what to do.`,
        safe: "Nothing was done.",
        todo: `See crosschart ${command === null ? "" : `${command} `}--help.`,
      });
    }
    const words = (complaint === "" ? thrown.message : complaint)
      .replace(/^error: /, "")
      .split("\n")
      .filter((line) => line !== "")
      .slice(0, 2)
      .join(" ");
    return new CliFailure(exitCodes.usage, {
      happened: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
      safe: "Nothing was done.",
      todo: `See crosschart ${command === null ? "" : `${command} `}--help.`,
    });
  }
  if (thrown instanceof StoreRefusal) return storeFailure(thrown);
  return bugFailure(thrown, verbose);
}

function storeFailure({ code, happened, safe, todo, path }: StoreRefusal): CliFailure {
  const exit =
    code === "not-found"
      ? exitCodes.usage
      : code === "disk-full"
        ? exitCodes.setup
        : exitCodes.store;
  return new CliFailure(exit, { happened, safe, todo, at: path });
}

function isEndBySignal(io: CliIo, thrown: unknown): boolean {
  return (
    io.signal.aborted &&
    (thrown === io.signal.reason || (thrown instanceof Error && thrown.name === "AbortError"))
  );
}

function codeOfSignal(io: CliIo, entry: CommandEntry | undefined, code: ExitCode): ExitCode {
  if (code === exitCodes.bug || code === exitCodes.store) return code;
  if (entry?.stays === true) return code;
  return io.signal.reason === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted;
}
