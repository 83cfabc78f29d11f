import type { Command } from "commander";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { readPort, servePage } from "./serve-page.ts";

/** `serve`: the host for browsers of this computer; ends with Ctrl-C or SIGTERM. */
export function registerServe(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("serve")
    .description("serve the workbench to a browser on this machine")
    .option("--port <number>", "a port of 127.0.0.1; a free one unless given")
    .option("--workspace <file>", "the workspace to open; the last one unless given")
    .addHelpText("after", "\nExample:\n  crosschart serve --port 8899\n")
    .action(async (options: { port?: string; workspace?: string }) => {
      const page = { port: readPort(options.port), workspace: options.workspace ?? null };
      await servePage(page, io, (url) => io.out(`${url}\n`));
      finish(exitCodes.ok);
    });
}
