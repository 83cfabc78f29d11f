import { rm } from "node:fs/promises";
import { join } from "node:path";
import { faultWords } from "../../core/faults/faults.ts";
import type { Host } from "../host.ts";
import { firstFaults, type PracticeKeeper } from "../practice-keeper.ts";
import { practiceFaults, presets } from "../practice/faults/catalogue.ts";
import { FaultListError } from "../practice/faults/parse-faults.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { practiceConnection, profileOf } from "./connection.ts";
import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import { defaultLocales } from "../../core/people/people-set.ts";
import { messOf, recipeNumber } from "./people-choice.ts";
import { refuse } from "./refuse.ts";
import { withoutProbes } from "./run-lines.ts";
import type { RunKeeper } from "../run-keeper.ts";

/** People of the first run: the five kinds of the silent-change test, and a clean one. */
const firstRun = { count: 6, mess: "smoke" } as const;
const shownLines = 100;

export function practiceHandlers(
  host: Host,
  practice: PracticeKeeper,
  runs: RunKeeper,
): AreaHandlers<"practice"> {
  // A run that began before the last switch says nothing about the faults that are on now.
  let switchedAt = "";
  const setFaults = async (
    faults: readonly { id: string; params?: Readonly<Record<string, string | number>> }[],
  ): Promise<void> => {
    try {
      await practice.setFaults(faults);
      switchedAt = host.now().toISOString();
    } catch (error) {
      if (!(error instanceof FaultListError)) throw error;
      throw refuse(
        "bad-request",
        error.message,
        "The switches are as they were.",
        "Choose another.",
      );
    }
  };

  return {
    "practice.status": async () => {
      const running = practice.running();
      const on = new Map(
        (running?.faults() ?? host.settings.current().practiceFaults).map((each) => [
          each.id,
          each,
        ]),
      );
      const found = await faultsOfLastRun(host, switchedAt);
      return {
        running: running !== null,
        addresses: running === null ? [] : addressesOf(running.addresses),
        faults: practiceFaults.map((fault) => ({
          id: fault.id,
          family: fault.family,
          name: faultWords(fault.id).long,
          notice: fault.says,
          before: fault.before,
          after: fault.after,
          on: on.has(fault.id),
          params: { ...on.get(fault.id)?.params },
          found: on.has(fault.id) && found !== null ? found.has(fault.id) : null,
        })),
        presets: presets.map(({ id, name, says, faults }) => ({
          id,
          name,
          says,
          faults: faults.map((each) => each.id),
        })),
        log:
          running
            ?.log(shownLines)
            .toReversed()
            .map(({ at, says }) => ({ at, says })) ?? [],
      };
    },

    "practice.start": async () => {
      await practice.start();
      return {};
    },
    "practice.stop": async () => {
      await practice.stop();
      return {};
    },
    "practice.setFaults": async ({ faults }) => {
      await setFaults(
        faults.map(({ id, params }) => (params === undefined ? { id } : { id, params })),
      );
      return {};
    },
    "practice.reset": async () => {
      practice.running()?.reset();
      host.announce(["practice"]);
      return {};
    },

    "practice.try": async () => {
      await host.useWorkspace(host.practicePath);
      await practice.start();
      await setFaults(firstFaults);
      await host.settings.change({ connection: practiceConnection });
      const run = await runs.start({
        people: {
          seed: recipeNumber(),
          count: firstRun.count,
          mess: messOf(firstRun.mess),
          referenceDate: defaultReferenceDate,
          locales: defaultLocales,
        },
        fresh: false,
        profile: await profileOf(practiceConnection, practice),
      });
      return { run };
    },

    "practice.remove": async () => {
      await practice.remove();
      const wasOpen = host.inPractice();
      if (wasOpen) await host.useWorkspace(join(host.folder, "default.crosschart"));
      for (const end of ["", "-wal", "-shm"])
        await rm(`${host.practicePath}${end}`, { force: true });
      await host.settings.change({
        recent: host.settings.current().recent.filter((path) => path !== host.practicePath),
        connection: null,
        practiceFaults: [],
      });
      host.announce(["workspace", "practice", "runs", "cases", "connections"]);
      return {};
    },
  };
}

/** Ids that the last run of the practice campaign named; null where none began since then. */
async function faultsOfLastRun(host: Host, since: string): Promise<ReadonlySet<string> | null> {
  if (!host.inPractice()) return null;
  const [last] = withoutProbes(await host.workspace().read.runs.list({ limit: 20 }));
  if (last?.faults === null || last === undefined) return null;
  if ((last.startedAt ?? last.queuedAt) < since) return null;
  return new Set(last.faults.flatMap((fault) => [fault.id, ...fault.also]));
}

function addressesOf(addresses: {
  readonly clinic: { readonly fhir: string; readonly page: string };
  readonly interface: { readonly fhir: string };
  readonly emr: { readonly fhir: string; readonly page: string };
  readonly control: string;
}) {
  return [
    { name: "Clinic, FHIR", address: addresses.clinic.fhir },
    { name: "Clinic, chart page", address: addresses.clinic.page },
    { name: "Interface, FHIR", address: addresses.interface.fhir },
    { name: "EMR, FHIR", address: addresses.emr.fhir },
    { name: "EMR, chart page", address: addresses.emr.page },
    { name: "Switchboard", address: addresses.control },
  ];
}
