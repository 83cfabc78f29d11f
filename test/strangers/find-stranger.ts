import { findStrangers } from "../../build/strangers/find-strangers.ts";
import {
  handedStrangers,
  type FoundStranger,
  type StrangerName,
} from "../../build/strangers/stranger.ts";

/**
 * Another's program for a test, or the reason to skip it: `if ("reason" in found) skip(found.reason)`.
 * `python` is an environment of our own with the libraries of build/strangers/requirements.txt;
 * `libreoffice` takes the words of soffice.
 * A test that runs without `npm test` takes what `node build/strangers/find-strangers.ts` has set up.
 */
export async function findStranger(name: StrangerName): Promise<FoundStranger> {
  const { programs } = handedStrangers() ?? (await findStrangers({ fetch: false }));
  return programs[name];
}

/**
 * The class path of the Java program in test/strangers/NAME (its pom.xml names the folder
 * `${crosschart.target}` for what it builds), for `java -cp`; or the reason to skip the test.
 */
export async function findJavaProgram(name: string): Promise<FoundStranger> {
  const { javaPrograms } = handedStrangers() ?? (await findStrangers({ fetch: false }));
  return javaPrograms[name] ?? { reason: `there is no test/strangers/${name}/pom.xml` };
}
