import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Programs of this folder; every other word is a command of host/cli. */
const ofBuild = {
  test: "test.ts",
  package: "package.ts",
  format: "format.ts",
  measure: "measure.ts",
};

/**
 * Runs one command in this process, which is a Node that strips types.
 * @param {string} root the repository
 * @param {string[]} words
 */
export async function runCommand(root, words) {
  quietExperiments();
  const command = words[0] ?? "";
  if (Object.hasOwn(ofBuild, command)) {
    const { main } = await load(root, `build/${ofBuild[command]}`);
    process.exitCode = await main(words.slice(1));
    return;
  }
  if ((command === "start" || command === "serve") && !words.includes("--help")) {
    const { ensureRenderer } = await load(root, "build/ensure-bundles.ts");
    const problem = await ensureRenderer();
    if (problem !== null) process.stderr.write(`crosschart: ${problem}\n`);
  }
  const { main } = await load(root, "host/cli/main.ts");
  await main(words);
}

function load(root, path) {
  return import(pathToFileURL(join(root, path)).href);
}

/** Warnings about Node's own experiments are of no use to the user; all others stay. */
function quietExperiments() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const kind = typeof rest[0] === "object" ? rest[0]?.type : rest[0];
    if (kind === "ExperimentalWarning" || warning?.name === "ExperimentalWarning") return;
    emit.call(process, warning, ...rest);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // When the launcher is killed, the run dies as if it had been hit itself.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  process.channel?.unref();
  await runCommand(resolve(dirname(process.argv[1]), "..", ".."), process.argv.slice(2));
}
