import { spawn } from "node:child_process";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureParts } from "./parts.mjs";
import { pinnedNode } from "./pinned-node.mjs";
import { printProblem, setUpExit, SetUpProblem } from "./set-up-problem.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * Sets up what is missing and runs the command on a Node that is new enough: in this process
 * when it is one, else in a child that ends with us and whose exit code becomes ours.
 * @param {string[]} words the command line after the program's name
 */
export async function launch(words) {
  let node;
  try {
    node = await pinnedNode(root);
    await ensureParts(root, root, node, "the parts of the program");
    // The tests open what the packager makes.
    if (words[0] === "package" || words[0] === "test") {
      await ensureParts(root, join(root, "build", "packager"), node, "the packager");
    }
    if (words[0] === "bench" && !words.includes("--help")) {
      const peers = join(root, "build", "bench", "peers");
      await ensureParts(root, peers, node, "the libraries that figures stand beside");
    }
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    printProblem(error, words.includes("--json"));
    process.exitCode = setUpExit;
    return;
  }
  const path = `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`;
  if (node === process.execPath) {
    process.env["PATH"] = path;
    const { runCommand } = await import("./run-command.mjs");
    await runCommand(root, words);
    return;
  }
  await runUnder(node, words, path);
}

function runUnder(node, words, path) {
  const program = join(root, "build", "start-up", "run-command.mjs");
  const child = spawn(node, [program, ...words], {
    // The channel carries nothing: its end tells the child that we are gone, even by kill -9.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: path },
  });
  const atTerminal = process.stdin.isTTY === true;
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"]) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child itself.
      if (signal !== "SIGINT" || !atTerminal) child.kill(signal);
    });
  }
  return new Promise((done) => {
    child.on("error", (error) => {
      const happened = `The pinned Node could not be started (${error.message}).`;
      const todo = "Delete build/runtime/node_modules and try again.";
      printProblem(new SetUpProblem({ happened, todo }), words.includes("--json"));
      process.exitCode = setUpExit;
      done(undefined);
    });
    child.on("exit", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 70);
      done(undefined);
    });
  });
}
