import { rm } from "node:fs/promises";
import { join } from "node:path";
import { randomInt } from "node:crypto";
import type { Profile } from "../api/profile.ts";
import type { Host } from "./host.ts";
import type { FaultSwitch } from "./practice/faults/fault.ts";
import { PortBusy } from "./practice/http/practice-server.ts";
import { startPractice, type Practice } from "./practice/start-practice.ts";
import { practiceProfile } from "./practice-profile.ts";

/** The practice systems of this application: one set, kept in the data folder between starts. */
export interface PracticeKeeper {
  readonly running: () => Practice | null;
  /** Starts them, or answers with those that run. */
  readonly start: () => Promise<Practice>;
  readonly stop: () => Promise<void>;
  /** Stops them and deletes what they hold. */
  readonly remove: () => Promise<void>;
  /** The profile that connects to them; they must run. */
  readonly profile: () => Profile | null;
  readonly setFaults: (faults: readonly FaultSwitch[]) => Promise<void>;
}

const firstPort = 20_000;
const lastPort = 48_000;
const attempts = 20;

/** Faults that the first run switches on. */
export const firstFaults: readonly FaultSwitch[] = [
  { id: "DECIMAL-LOSS" },
  { id: "CHARSET-QMARK" },
];

export function keepPractice(
  host: Pick<Host, "folder" | "settings" | "announce" | "log">,
): PracticeKeeper {
  const folder = join(host.folder, "practice");
  let starting: Promise<Practice> | null = null;
  let running: Practice | null = null;

  const startNow = async (): Promise<Practice> => {
    const { practicePort, practiceFaults } = host.settings.current();
    // The ports of last time first: addresses of earlier runs go on being right.
    const ports = [
      practicePort,
      ...Array.from({ length: attempts }, () => randomInt(firstPort, lastPort)),
    ];
    for (const port of ports) {
      if (port === null) continue;
      try {
        running = await startPractice({ port, folder });
        await host.settings.change({ practicePort: port });
        running.setFaults(practiceFaults);
        host.log(`The practice systems are on ports ${port} to ${port + 3}.`);
        host.announce(["practice", "connections"]);
        return running;
      } catch (error) {
        if (!(error instanceof PortBusy)) throw error;
      }
    }
    throw new Error("No four free ports in a row were found for the practice systems.");
  };

  const stop = async (): Promise<void> => {
    await starting?.catch(() => null);
    const practice = running;
    running = null;
    starting = null;
    await practice?.close();
    host.announce(["practice", "connections"]);
  };

  return {
    running: () => running,
    start: () => {
      starting ??= startNow().catch((error: unknown) => {
        starting = null;
        throw error;
      });
      return starting;
    },
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
    profile: () => (running === null ? null : practiceProfile(running.addresses)),
    setFaults: async (faults) => {
      running?.setFaults(faults);
      await host.settings.change({ practiceFaults: [...faults] });
      host.announce(["practice"]);
    },
  };
}
