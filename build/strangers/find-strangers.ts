import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { installFromDebian } from "./debian-packages.ts";
import { javaPrograms } from "./java-programs.ts";
import { findPrivatePython, makePrivatePython } from "./private-python.ts";
import {
  strangerNames,
  type FoundStranger,
  type FoundStrangers,
  type StrangerName,
} from "./stranger.ts";

const run = promisify(execFile);

interface Search {
  /** Names in PATH, then usual places. */
  readonly places: readonly string[];
  /** A name can exist and not run, or be too little: each of these must end well. */
  readonly proofs: readonly (readonly string[])[];
  readonly debian: readonly string[];
}

const searches: Readonly<Record<StrangerName, Search>> = {
  // Programs of ours are compiled, so a run-time alone is not enough.
  java: {
    places: ["java"],
    proofs: [["-version"], ["--describe-module", "jdk.compiler"]],
    debian: ["default-jdk-headless"],
  },
  maven: { places: ["mvn"], proofs: [["--version"]], debian: ["maven"] },
  python: {
    places: ["python3", "/usr/bin/python3", "python"],
    proofs: [["-c", "import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 9))"]],
    debian: ["python3", "python3-venv"],
  },
  libreoffice: {
    places: [
      // The spreadsheet part's own name: soffice can be there without it.
      "localc",
      "/Applications/LibreOffice.app/Contents/MacOS/soffice",
      "C:\\Program Files\\LibreOffice\\program\\soffice.com",
    ],
    proofs: [["--version"]],
    debian: ["libreoffice-calc"],
  },
};

/**
 * The programs of others that tests need: what is on this machine, and with `fetch` also what
 * Debian's packages, Python's and Maven's registries give. Nothing of it is ever a failure.
 */
export async function findStrangers(options: { fetch: boolean }): Promise<FoundStrangers> {
  const installed = await lookForAll();
  const lacking = strangerNames.filter((name) => "reason" in installed[name]);
  if (options.fetch && lacking.length > 0) {
    const problem = await installFromDebian(lacking.flatMap((name) => searches[name].debian));
    const now = await lookForAll();
    for (const name of lacking) {
      const found = now[name];
      const why = problem === null ? "" : `, and ${problem}`;
      installed[name] = "path" in found ? found : { reason: `${found.reason}${why}` };
    }
  }
  const { python, java, maven } = installed;
  if (!options.fetch) {
    const programs = { ...installed, python: await findPrivatePython() };
    return { programs, javaPrograms: await javaPrograms(null) };
  }
  return {
    programs: {
      ...installed,
      python: "path" in python ? await makePrivatePython(python.path) : python,
    },
    javaPrograms: await javaPrograms("reason" in java ? java : maven),
  };
}

async function lookForAll(): Promise<Record<StrangerName, FoundStranger>> {
  const [java, maven, python, libreoffice] = await Promise.all([
    lookFor("java"),
    lookFor("maven"),
    lookFor("python"),
    lookFor("libreoffice"),
  ]);
  return { java, maven, python, libreoffice };
}

async function lookFor(name: StrangerName): Promise<FoundStranger> {
  const { places, proofs } = searches[name];
  for (const place of places) {
    if (await isProved(place, proofs)) return { path: place };
  }
  return { reason: `there is no ${name} on this machine that works` };
}

async function isProved(place: string, proofs: Search["proofs"]): Promise<boolean> {
  try {
    for (const words of proofs) await run(place, [...words], { timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

// For those who run a test alone, without npm test.
if (import.meta.main) {
  const found = await findStrangers({ fetch: true });
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}
