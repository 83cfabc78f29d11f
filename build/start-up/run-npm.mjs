import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { SetUpProblem } from "./set-up-problem.mjs";

/** Settings a user may have in the environment that would leave parts out. */
const dropped =
  /^npm_config_(omit|only|production|include|optional|dev|dry_run|package_lock.*|global|location|engine_strict|ignore_scripts|workspaces?|legacy_.*|install_.*|save.*)$/i;

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/i;
const network = /ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EPIPE|E50\d|network/i;

/**
 * Installs what a folder's lockfile names, without changing the lockfile.
 * npm's own JavaScript runs under the given Node, because npm leaves out optional parts that do
 * not fit the Node it runs on. `npm ci` is not used: it refuses a lockfile in which some platform
 * had no binding to offer.
 * @param {string} node path of the Node to run npm with
 * @param {string} folder
 * @param {string} label what is fetched, in words
 */
export async function installFolder(node, folder, label) {
  const npm = findNpm();
  if (npm === null) {
    throw new SetUpProblem({
      happened: "npm was not found, and it is needed once to fetch the parts of the program.",
      safe: "Nothing was changed.",
      todo: "Install npm (it comes with Node from https://nodejs.org) and try again.",
    });
  }
  const started = Date.now();
  const say = (text) => process.stderr.write(`crosschart: ${text}\n`);
  say(`fetching ${label} (once) …`);
  const ticking = setInterval(
    () => say(`still fetching ${label}, ${Math.round((Date.now() - started) / 1000)} s …`),
    10_000,
  );
  try {
    // Without retries a registry that is not there is told within a second; where a connection broke,
    // a patient second try goes on from what the first one left in npm's cache.
    let { code, text } = await run(node, npm, folder, 0);
    if (code !== 0 && !unreachable.test(text) && network.test(text)) {
      ({ code, text } = await run(node, npm, folder, 2));
    }
    if (code !== 0) throw explain(text, label);
  } finally {
    clearInterval(ticking);
  }
  say(`fetched ${label} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

function run(node, npm, folder, retries) {
  const env = { NODE_ENV: "development" };
  for (const [name, value] of Object.entries(process.env)) {
    if (!dropped.test(name) && name.toUpperCase() !== "NODE_ENV") env[name] = value;
  }
  const args = [
    npm,
    "install",
    "--no-save",
    "--ignore-scripts",
    "--include=dev",
    "--include=optional",
    "--engine-strict=false",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--no-progress",
    "--prefer-offline",
    `--fetch-retries=${retries}`,
    "--fetch-timeout=900000",
  ];
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const onSignal = (signal) => {
      child.kill();
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.once(signal, onSignal);
    let text = "";
    child.stdout.on("data", (bytes) => (text += bytes));
    child.stderr.on("data", (bytes) => (text += bytes));
    child.on("error", (error) => resolve({ code: 1, text: String(error) }));
    child.on("close", (code) => {
      for (const signal of signals) process.removeListener(signal, onSignal);
      resolve({ code: code ?? 1, text });
    });
  });
}

/** Network and disk errors of npm, in one sentence each. Also used for parts that did not come. */
export function explain(text, label) {
  const detail = text.split("\n").slice(-15).join("\n").trim();
  if (unreachable.test(text) || network.test(text)) {
    return new SetUpProblem({
      happened: `${capital(label)} could not be fetched: the npm registry was not reached.`,
      todo:
        "Connect to the network and try again. Behind a proxy: npm config set proxy and https-proxy; " +
        "with an authority of your own: npm config set cafile; with a registry of your own: npm config set registry.",
      detail,
    });
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|unable to get local issuer/i.test(text)) {
    return new SetUpProblem({
      happened: `${capital(label)} could not be fetched: the registry's certificate is not trusted here.`,
      todo: "Tell npm your organisation's authority: npm config set cafile FILE.",
      detail,
    });
  }
  if (/ENOSPC/.test(text)) {
    return new SetUpProblem({
      happened: "There is no space left on the disk.",
      todo: "Free about 1 GB and try again.",
      detail,
    });
  }
  if (/EACCES|EPERM|EROFS/.test(text)) {
    return new SetUpProblem({
      happened: `${capital(label)} could not be written: this folder or npm's cache is not writable.`,
      todo: "Put Crosschart into a folder of your own, and look at who owns npm's cache (npm config get cache).",
      detail,
    });
  }
  return new SetUpProblem({
    happened: `${capital(label)} could not be installed.`,
    todo: "Read npm's words above; delete node_modules and try again.",
    detail,
  });
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** npm's JavaScript file: the npm that started us, else the one beside Node, else the one in PATH. */
function findNpm() {
  const fromNpm = process.env["npm_execpath"];
  if (fromNpm !== undefined && /npm-cli\.[cm]?js$/.test(fromNpm) && existsSync(fromNpm)) {
    return fromNpm;
  }
  const inPrefix = join("node_modules", "npm", "bin", "npm-cli.js");
  const folders = [dirname(process.execPath), ...(process.env["PATH"] ?? "").split(delimiter)];
  for (const folder of folders) {
    for (const file of [join(folder, inPrefix), join(folder, "..", "lib", inPrefix)]) {
      if (existsSync(file)) return file;
    }
    const link = join(folder, "npm");
    if (existsSync(link) && /npm-cli\.[cm]?js$/.test(realpathSync(link))) return realpathSync(link);
  }
  return null;
}
