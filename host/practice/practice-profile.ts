import type { PracticeAddresses } from "./start-practice.ts";

/** Name under which a profile asks for the practice's bearer token. */
export const practiceSecret = "practice-key";

/** A profile as plain JSON; its reader checks it against the published schema. */
export type PracticeProfile = Readonly<Record<string, unknown>>;

/**
 * The profile for the practice's FHIR way: send to the clinic, read the clinic, read the EMR.
 * With `auth` it names the secret that holds the token, never the token.
 */
export function practiceFhirProfile(addresses: PracticeAddresses, auth: boolean): PracticeProfile {
  const wire = (base: string): PracticeProfile => ({
    adapter: "fhir-rest",
    base,
    auth: auth ? { kind: "bearer", token: { secret: practiceSecret } } : { kind: "none" },
  });
  const bases = [addresses.clinic.fhir, addresses.interface.fhir, addresses.emr.fhir];
  return {
    name: "Practice: clinic → interface → EMR (FHIR)",
    kind: "live",
    direction: "one-way",
    window: "PT3S",
    source: { send: wire(addresses.clinic.fhir), read: wire(addresses.clinic.fhir) },
    target: {
      read: {
        ...wire(addresses.emr.fhir),
        find: ["receipt", { identifier: "urn:clinic:mrn" }, "demographics"],
      },
    },
    identifiers: { "urn:clinic:mrn": { range: "7700000-7799999" } },
    guard: {
      hosts: bases.map((base) => new URL(base).host),
      marker: { family: "ZZTEST" },
    },
  };
}
