import { basename, resolve } from "node:path";
import type { z } from "zod";
import type { checkLine, connectionLine } from "../../api/calls/connection.ts";
import type { Profile } from "../../api/profile.ts";
import { CliFailure } from "../cli/io.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import { readProfile } from "../profile/read-profile.ts";
import { secretsFrom } from "../profile/secrets.ts";
import { checkProfile } from "../runs/check-profile.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { refuse } from "./refuse.ts";
import { systemNames } from "./system-names.ts";

type ConnectionLine = z.infer<typeof connectionLine>;

/** The built-in connection; every other id is the path of a profile file. */
export const practiceConnection = "practice";

/** The profile of a connection, or the refusal with line and key that the file earns. */
export async function profileOf(id: string, practice: PracticeKeeper): Promise<Profile> {
  if (id !== practiceConnection) return readProfileFor(id);
  await practice.start();
  const profile = practice.profile();
  if (profile !== null) return profile;
  throw new Error("The practice systems run without a profile.");
}

function readProfileFor(path: string): Profile {
  try {
    return readProfile(path);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    const place = error.at === null ? "" : ` (${error.at})`;
    throw refuse("bad-request", `${error.happened}${place}`, error.safe, error.todo);
  }
}

export function connectionHandlers(
  host: Host,
  practice: PracticeKeeper,
): AreaHandlers<"connection"> {
  const checks = new Map<string, { ok: boolean; at: string }>();

  const lineOf = (id: string, profile: Profile | null): ConnectionLine => ({
    id,
    name: profile?.name ?? basename(id),
    kind: id === practiceConnection ? "practice" : "file",
    path: id === practiceConnection ? null : id,
    ...systemNames(profile),
    guard: id === practiceConnection ? "practice" : profile === null ? "unknown" : "test",
    lastCheck: checks.get(id) ?? null,
  });

  const fileLine = (path: string): ConnectionLine => {
    try {
      return lineOf(path, readProfile(path));
    } catch (error) {
      if (!(error instanceof CliFailure)) throw error;
      return lineOf(path, null);
    }
  };

  return {
    "connection.list": () => {
      const files = host.settings.current().profiles.map(fileLine);
      const builtIn = {
        ...lineOf(practiceConnection, practice.profile()),
        name: "Practice EMR",
        sourceName: "Practice clinic",
        targetName: "Practice EMR",
      };
      return Promise.resolve({
        connections: [builtIn, ...files],
        current: host.settings.current().connection,
      });
    },

    "connection.open": async ({ path }) => {
      const full = resolve(path);
      const profile = readProfileFor(full);
      const { profiles } = host.settings.current();
      await host.settings.change({
        profiles: [full, ...profiles.filter((each) => each !== full)].slice(0, 20),
        connection: full,
      });
      host.announce(["connections"]);
      return lineOf(full, profile);
    },

    "connection.select": async ({ id }) => {
      const known = [practiceConnection, ...host.settings.current().profiles];
      if (!known.includes(id))
        throw refuse(
          "not-found",
          "There is no such connection.",
          "The connection stays as it was.",
          "Open its profile file first.",
        );
      await host.settings.change({ connection: id });
      host.announce(["connections"]);
      return {};
    },

    "connection.check": async ({ id }, { progress, signal }) => {
      const profile = await profileOf(id, practice);
      const lines: z.infer<typeof checkLine>[] = [];
      for await (const checked of checkProfile(profile, secretsFrom(host.env), signal)) {
        const { name, state, says, todo } = checked;
        const line = { name, state, says, todo };
        lines.push(line);
        progress(line);
      }
      const ok = lines.every((line) => line.state !== "failed");
      checks.set(id, { ok, at: host.now().toISOString() });
      host.announce(["connections"]);
      return { ok, lines };
    },
  };
}
