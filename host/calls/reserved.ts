import type { MessageFormat } from "../../api/calls/people.ts";
import type { Profile } from "../../api/profile.ts";
import { defaultMarker, defaultMrn } from "../../core/people/people-set.ts";
import { CliFailure } from "../cli/io.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import { readProfile } from "../profile/read-profile.ts";
import { reservedBy } from "../runs/prepare-run.ts";
import { practiceConnection } from "./connection.ts";

/** What the connection in use reserves for tests, and how it carries records. */
export interface Reserved {
  readonly mrn: { readonly system: string; readonly from: string; readonly to: string };
  readonly marker: string;
  /** Null where no connection is chosen, or its profile cannot be read. */
  readonly connection: {
    readonly name: string;
    /** Formats on the way there and back; none where people type and look. */
    readonly formats: readonly MessageFormat[];
  } | null;
}

const { system, from, to } = defaultMrn;
const withoutConnection: Reserved = {
  mrn: { system, from, to },
  marker: defaultMarker,
  connection: null,
};

/** Numbers and marker that people get who are sent over the connection in use. */
export function reservedOf(host: Host, practice: PracticeKeeper): Reserved {
  const id = host.settings.current().connection;
  if (id === practiceConnection) {
    const profile = practice.profile();
    if (profile !== null) return reservedFor(profile);
    return { ...withoutConnection, connection: { name: "Practice EMR", formats: ["fhir"] } };
  }
  if (id === null) return withoutConnection;
  try {
    return reservedFor(readProfile(id));
  } catch (error) {
    // The Connections screen says what is wrong with the file.
    if (error instanceof CliFailure) return withoutConnection;
    throw error;
  }
}

function reservedFor(profile: Profile): Reserved {
  const ways = [profile.source.send, profile.target.read, profile.target.send];
  const formats = new Set(ways.map(formatOf).filter((format) => format !== null));
  return { ...reservedBy(profile), connection: { name: profile.name, formats: [...formats] } };
}

type Way = Profile["source"]["send"] | Profile["target"]["read"];

function formatOf(way: Way): MessageFormat | null {
  switch (way?.adapter) {
    case "fhir-rest":
      return "fhir";
    case "hl7-mllp":
      return "hl7";
    case "file-drop":
      return way.format;
    case "worksheet":
    case "screen":
    case undefined:
      return null;
  }
}
