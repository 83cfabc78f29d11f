import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { SetUpProblem } from "./set-up-problem.mjs";

const staleAfterMs = 20 * 60_000;

/**
 * Runs `work` while holding a lock directory, so that of two starts one sets up and the other
 * waits. A lock of a process that is gone, or older than 20 minutes, is taken over.
 * @template T
 * @param {string} folder the lock
 * @param {() => Promise<T>} work must look again whether there is anything left to do
 */
export async function withSetUpLock(folder, work) {
  let said = false;
  while (!(await take(folder))) {
    if (await isStale(folder)) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!said) process.stderr.write("crosschart: another start is setting up, waiting for it …\n");
    said = true;
    await wait(300);
  }
  const letGo = () => rm(folder, { recursive: true, force: true });
  try {
    return await work();
  } finally {
    await letGo();
  }
}

async function take(folder) {
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw new SetUpProblem({
      happened: `The folder ${dirname(dirname(folder))} cannot be written to (${error.code}).`,
      safe: "Nothing was changed.",
      todo: "Put Crosschart into a folder of your own, or ask for the right to write to this one.",
    });
  }
  await writeFile(join(folder, "pid"), String(process.pid));
  return true;
}

async function isStale(folder) {
  try {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > staleAfterMs) return true;
    // Between mkdir and the pid file there is a moment without one.
    const pid = Number(await readFile(join(folder, "pid"), "utf8"));
    return pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
