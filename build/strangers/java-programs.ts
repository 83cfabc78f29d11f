import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";
import { whyFailed } from "./debian-packages.ts";
import { strangersCache, type FoundStranger } from "./stranger.ts";

const run = promisify(execFile);
const folder = join(root, "test", "strangers");
const copier = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/**
 * Every folder of test/strangers with a pom.xml, as a class path: its own classes, then what it
 * depends on.
 * @param maven builds those that do not stand yet; without it they are only looked for
 */
export async function javaPrograms(
  maven: FoundStranger | null,
): Promise<Record<string, FoundStranger>> {
  const programs: Record<string, FoundStranger> = {};
  for (const name of (await readdir(folder)).sort()) {
    if (existsSync(join(folder, name, "pom.xml"))) programs[name] = await javaProgram(name, maven);
  }
  return programs;
}

async function javaProgram(name: string, maven: FoundStranger | null): Promise<FoundStranger> {
  const target = join(strangersCache, "java", name);
  const stamp = join(target, "sources.sha256");
  const sources = await hashOf(join(folder, name));
  const path = [join(target, "classes"), join(target, "lib", "*")].join(delimiter);
  if ((await readFile(stamp, "utf8").catch(() => null)) === sources) return { path };
  if (maven === null) return { reason: `the Java program ${name} is not built` };
  if ("reason" in maven) return maven;
  try {
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await run(
      maven.path,
      [
        "--batch-mode",
        "--quiet",
        `-Dmaven.repo.local=${join(strangersCache, "maven")}`,
        `-Dcrosschart.target=${target}`,
        `-DoutputDirectory=${join(target, "lib")}`,
        "compile",
        copier,
      ],
      { cwd: join(folder, name), timeout: 10 * 60_000, maxBuffer: 64 * 1024 * 1024 },
    );
    await writeFile(stamp, sources);
    return { path };
  } catch (error) {
    return { reason: `Maven could not build ${name} (${whyFailed(error)})` };
  }
}

async function hashOf(program: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(program, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    if (!/\.(java|xml)$/.test(file)) continue;
    hash.update(`${file.slice(program.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}
