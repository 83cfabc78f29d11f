import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { role, theme } from "../api/calls/app.ts";
import { peopleChoice } from "../api/calls/people.ts";

/** What belongs to this person on this computer, not to a workspace. */
const settingsSchema = z.object({
  role: role.default("front-desk"),
  theme: theme.default("system"),
  letterKeys: z.boolean().default(true),
  /** Newest first; the first is opened at the next start. */
  recent: z.array(z.string()).default([]),
  /** Profile files that were opened, newest first. */
  profiles: z.array(z.string()).default([]),
  connection: z.string().nullable().default(null),
  /** What was chosen on Make patients; one that cannot be read is forgotten alone. */
  people: peopleChoice.nullable().default(null).catch(null),
  /** First port of the practice systems, so that their addresses stay the same. */
  practicePort: z.number().int().nullable().default(null),
  practiceFaults: z
    .array(
      z.object({
        id: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
      }),
    )
    .default([]),
});
export type AppSettings = z.infer<typeof settingsSchema>;

export interface SettingsFile {
  readonly current: () => AppSettings;
  /** Changes are on the disk when the promise resolves. */
  readonly change: (change: Partial<AppSettings>) => Promise<void>;
}

/**
 * Reads `settings.json` in the data folder. A file that cannot be read is set aside as
 * `settings.broken.json` and defaults are used: settings are never worth a refused start.
 */
export async function openSettings(folder: string): Promise<SettingsFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "settings.json");
  let settings = settingsSchema.parse({});
  try {
    settings = settingsSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!absent) await rename(path, join(folder, "settings.broken.json"));
  }
  let writing = Promise.resolve();
  return {
    current: () => settings,
    change: (change) => {
      settings = { ...settings, ...change };
      const text = `${JSON.stringify(settings, null, 2)}\n`;
      writing = writing.then(async () => {
        await writeFile(`${path}.new`, text);
        await rename(`${path}.new`, path);
      });
      return writing;
    },
  };
}
