import { readFileSync } from "node:fs";
import { lookup } from "node:dns/promises";

import type {
  FhirRestSettings,
  Profile,
  ReaderSettings,
  SenderSettings,
} from "../../api/profile.ts";
import { durationMs } from "../../api/profile.ts";
import { notBuiltYet } from "../cli/not-built-yet.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { connectFhirRest } from "../partners/fhir-rest/fhir-rest.ts";
import type { FindWay, PartnerReader, PartnerSender } from "../partners/partner.ts";
import { isLoopbackName } from "../profile/check-together.ts";
import { authorizationOf } from "../profile/secrets.ts";
import type { SecretSource } from "../profile/secrets.ts";
import { guardHosts } from "./guard-hosts.ts";
import type { RunPartners, SystemName, WatchedSystem } from "./run-context.ts";

const defaultTimeoutMs = 20_000;
const maxAnswerBytes = 32 * 1024 * 1024;

/**
 * Connects to every partner that a profile names; asks nothing yet.
 * @throws CliFailure exit 2 for what is not built yet, exit 3 for a secret that is not set
 */
export async function connectPartners(
  profile: Profile,
  secrets: SecretSource,
): Promise<RunPartners> {
  refuseWhatIsNotBuilt(profile);
  const send = profile.source.send;
  const read = profile.target.read;
  if (send === undefined || read === undefined) {
    const key = send === undefined ? "source.send" : "target.read";
    throw new CliFailure(exitCodes.usage, {
      happened: `The profile "${profile.name}" has no ${key}.`,
      safe: "Nothing was sent.",
      todo: `Add ${key}: a run sends to the source and reads the target back.`,
      at: key,
    });
  }
  const guard = guardHosts(profile.guard.hosts, await resolvedHosts(profile.guard.hosts));
  const opened = new Map<string, PartnerSender & PartnerReader>();
  const connect = (settings: SenderSettings | ReaderSettings): PartnerSender & PartnerReader => {
    if (settings.adapter !== "fhir-rest") throw notBuiltYet(`The adapter ${settings.adapter}`);
    const authorization = authorizationOf(settings.auth, secrets);
    const key = JSON.stringify([settings.base, settings.auth, settings.ca, settings.timeout]);
    const partner =
      opened.get(key) ??
      connectFhirRest({
        base: settings.base,
        timeoutMs: settings.timeout === undefined ? defaultTimeoutMs : durationMs(settings.timeout),
        maxBytes: maxAnswerBytes,
        authorization: () => Promise.resolve(authorization),
        mayAsk: guard.mayAsk,
        mayConnect: guard.mayConnect,
        ca: settings.ca === undefined ? null : readCertificate(settings),
      });
    opened.set(key, partner);
    return partner;
  };
  const watch = (name: SystemName, settings: ReaderSettings): WatchedSystem => ({
    name,
    base: settings.adapter === "fhir-rest" ? settings.base : settings.adapter,
    reader: connect(settings),
    ways: settings.find ?? profile[name].find ?? defaultWays(profile),
    ids: new Set(),
  });
  const sender = connect(send);
  const source = profile.source.read === undefined ? [] : [watch("source", profile.source.read)];
  return {
    sender,
    systems: [...source, watch("target", read)],
    close: async () => {
      await Promise.all([...opened.values()].map((partner) => partner.close()));
    },
  };
}

function refuseWhatIsNotBuilt(profile: Profile): void {
  if (profile.kind !== "live") throw notBuiltYet(`A profile of the kind "${profile.kind}"`);
  if (profile.direction === "two-way") throw notBuiltYet("Sending from the target (two-way)");
}

function defaultWays(profile: Profile): readonly FindWay[] {
  const identifiers = Object.keys(profile.identifiers).map((identifier) => ({ identifier }));
  return ["receipt", ...identifiers, "demographics"];
}

function readCertificate(settings: FhirRestSettings): string {
  const file = settings.ca ?? "";
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new CliFailure(exitCodes.usage, {
      happened: `The certificate file ${file} cannot be read.`,
      safe: "Nothing was sent.",
      todo: 'Correct "ca" in the profile.',
      at: file,
    });
  }
}

/** Where each listed name leads now; a name that cannot be looked up is found out when asked. */
async function resolvedHosts(
  hosts: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const names = hosts
    .map((host) => host.slice(0, host.lastIndexOf(":")))
    .filter((host) => !isLoopbackName(host));
  const found = await Promise.all(
    names.map(async (name) => {
      try {
        const addresses = await lookup(name, { all: true });
        return [name, new Set(addresses.map(({ address }) => address))] as const;
      } catch {
        return null;
      }
    }),
  );
  return new Map(found.filter((one) => one !== null));
}
