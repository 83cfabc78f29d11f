import type { Profile } from "../api/profile.ts";
import type { PracticeAddresses } from "./practice/start-practice.ts";

/**
 * The profile that sends to the practice clinic and reads clinic and EMR back. On the HL7 route no field
 * is left out: what HL7 v2 has no place for travels in segments of its own.
 */
export function practiceProfile(
  addresses: PracticeAddresses,
  route: "fhir" | "hl7" = "fhir",
): Profile {
  const clinic = { adapter: "fhir-rest", base: addresses.clinic.fhir } as const;
  return {
    name:
      route === "hl7"
        ? "Practice clinic → HL7 v2 → Practice EMR"
        : "Practice clinic → Practice EMR",
    kind: "live",
    direction: "one-way",
    window: "PT3S",
    source: { send: clinic, read: clinic },
    target: {
      read: {
        adapter: "fhir-rest",
        base: addresses.emr.fhir,
        find: ["receipt", { identifier: "urn:clinic:mrn" }, "demographics"],
      },
    },
    identifiers: { "urn:clinic:mrn": { range: "7700000-7799999" } },
    guard: {
      hosts: [new URL(addresses.clinic.fhir).host, new URL(addresses.emr.fhir).host],
      marker: { family: "ZZTEST" },
    },
  };
}
