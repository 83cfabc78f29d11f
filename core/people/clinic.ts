import { providers, rooms } from "./clinic-tables.ts";
import { plainFamilyName } from "./plain-names.ts";
import type { PeopleSet } from "./people-set.ts";
import { personStreams, seedKey } from "./streams.ts";

/** What somebody does at the clinic. */
export type ProviderRole = "physician" | "nurse-practitioner" | "supervisor" | "therapist";

export interface ClinicProvider {
  /** A number that passes the check digit of an NPI and is never issued. */
  readonly npi: string;
  readonly family: string;
  readonly role: ProviderRole;
}

export interface ClinicRoom {
  readonly id: string;
  readonly kind: "examination" | "laboratory";
  readonly location: string;
}

export interface ClinicPayer {
  readonly name: string;
  readonly plans: readonly string[];
}

/** The made-up clinic to which the people of a set belong. */
export interface Clinic {
  readonly name: string;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly rooms: readonly ClinicRoom[];
  readonly providers: readonly ClinicProvider[];
  readonly payers: readonly ClinicPayer[];
  /** When rooms can be booked, local time; a slot is a room with a date and a time. */
  readonly slots: { readonly from: string; readonly to: string; readonly minutes: number };
}

const roles: readonly ProviderRole[] = [
  "physician",
  "nurse-practitioner",
  "supervisor",
  "therapist",
];

/** Insurers that do not exist. */
export const payers: readonly ClinicPayer[] = [
  "Sample Health Plan",
  "Example Mutual",
  "Practice Care",
].map((name) => ({ name, plans: ["ZZT-GOLD", "ZZT-BASIC"] }));

const known = new WeakMap<PeopleSet, Clinic>();

/** The clinic of a set: the same for everybody in it, decided by the seed. */
export function clinicOf(set: PeopleSet): Clinic {
  const before = known.get(set);
  if (before !== undefined) return before;
  // No person has this number: the clinic draws from streams of its own.
  const streams = personStreams(seedKey(set.seed, set.sha256), -1);
  const [locale = "en-US"] = set.locales;
  const staff = providers.map((npi, at) => ({
    npi,
    family: plainFamilyName(
      locale,
      at % 2 === 0 ? "female" : "male",
      streams("clinic.provider", npi, "family"),
    ),
    role: roles[at] ?? "physician",
  }));
  const made: Clinic = {
    name: "Crosschart Test Clinic",
    locations: [
      { id: "ZZT-MAIN", name: "Main building" },
      { id: "ZZT-LAB-SITE", name: "Laboratory" },
    ],
    rooms: rooms.map((id) => ({
      id,
      kind: id === "ZZT-LAB" ? "laboratory" : "examination",
      location: id === "ZZT-LAB" ? "ZZT-LAB-SITE" : "ZZT-MAIN",
    })),
    providers: staff,
    payers,
    slots: { from: "08:00", to: "17:00", minutes: 60 },
  };
  known.set(set, made);
  return made;
}

/** Family name of one of the clinic's providers; null for a number that it does not know. */
export function providerName(set: PeopleSet, npi: string): string | null {
  return clinicOf(set).providers.find((provider) => provider.npi === npi)?.family ?? null;
}

/** The slot of a room at a local time `YYYY-MM-DDTHH:MM…`: `ZZT-1-202601200900`, at most 20 characters. */
export function slotOf(room: string, start: string): string {
  const at = (rooms as readonly string[]).indexOf(room) + 1;
  return `ZZT-${at}-${start.slice(0, 16).replace(/\D/g, "")}`;
}
