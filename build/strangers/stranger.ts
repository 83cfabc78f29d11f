import { join } from "node:path";

/** Other people's programs that tests hold ours against; none is needed to use Crosschart. */
export const strangerNames = ["java", "maven", "python", "libreoffice"] as const;
export type StrangerName = (typeof strangerNames)[number];

/** Where a program is, or a sentence why it is not there, for the tests that are skipped. */
export type FoundStranger = { readonly path: string } | { readonly reason: string };

export interface FoundStrangers {
  readonly programs: Readonly<Record<StrangerName, FoundStranger>>;
  /** By folder in test/strangers: the class path of a Java program of ours and what it needs. */
  readonly javaPrograms: Readonly<Record<string, FoundStranger>>;
}

/** What is fetched for tests lies here, ignored by git, and nowhere else in the user's home. */
export const strangersCache = join(import.meta.dirname, "cache");

const variable = "CROSSCHART_STRANGERS";

/** The environment that gives a test what was found, with the reasons for what was not. */
export function handStrangers(found: FoundStrangers): Record<string, string> {
  return { [variable]: JSON.stringify(found) };
}

/** What handStrangers gave this process; null in a test that was started alone. */
export function handedStrangers(): FoundStrangers | null {
  const text = process.env[variable];
  // Written by handStrangers of the process above.
  return text === undefined ? null : (JSON.parse(text) as FoundStrangers);
}
