import { characterSetFaults } from "./character-sets.ts";
import { clockFaults } from "./clocks.ts";
import { codeMapFaults } from "./code-maps.ts";
import { codeFaults } from "./codes.ts";
import { dateFaults } from "./dates.ts";
import { escapingFaults } from "./escaping.ts";
import type { FaultSwitch, PracticeFault } from "./fault.ts";
import { flowFaults } from "./flows.ts";
import { furtherFlowFaults } from "./further-flows.ts";
import { furtherLetterFaults } from "./further-letters.ts";
import { identityFaults } from "./identities.ts";
import { joinFaults } from "./joins.ts";
import { lengthFaults } from "./lengths.ts";
import { numberFormFaults } from "./number-forms.ts";
import { numberFaults } from "./numbers.ts";
import { segmentFaults } from "./segments.ts";
import { structureFaults } from "./structure.ts";
import { wordingFaults } from "./wording.ts";

/** Every fault that the practice can be switched to make. */
export const practiceFaults: readonly PracticeFault[] = [
  ...lengthFaults,
  ...characterSetFaults,
  ...wordingFaults,
  ...dateFaults,
  ...numberFaults,
  ...codeFaults,
  ...structureFaults,
  ...flowFaults,
  ...furtherLetterFaults,
  ...escapingFaults,
  ...clockFaults,
  ...numberFormFaults,
  ...codeMapFaults,
  ...joinFaults,
  ...segmentFaults,
  ...identityFaults,
  ...furtherFlowFaults,
];

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly faults: readonly FaultSwitch[];
}

/** Mixes for a demonstration or a lesson. */
export const presets: readonly Preset[] = [
  {
    id: "honest",
    name: "Honest EMR",
    says: "Nothing is wrong. A run should find no difference.",
    faults: [],
  },
  {
    id: "typical",
    name: "Typical EMR",
    says: "Three things that go wrong in many places.",
    faults: [
      { id: "TRUNCATE", params: { limit: 30 } },
      { id: "DECIMAL-LOSS" },
      { id: "PUNCT-STRIP", params: { chars: "'-" } },
    ],
  },
  {
    id: "bad-friday",
    name: "Bad Friday",
    says: "Everything at once: letters, dates, doses, and an update that does not hold.",
    faults: [
      { id: "CHARSET-QMARK" },
      { id: "DATE-SWAP" },
      { id: "LIST-MISPAIR" },
      { id: "DROP-RECORD", params: { type: "AllergyIntolerance" }, probability: 0.3 },
      { id: "STALE-OVERWRITE" },
    ],
  },
  {
    id: "after-upgrade",
    name: "After an upgrade",
    says: "It worked last month: a new map table, and a field that nobody mapped.",
    faults: [
      { id: "CODE-REMAP" },
      { id: "DROP-ELEMENT", fields: ["patient.telecom.email"] },
      { id: "STATUS-FLATTEN" },
      { id: "TRAILING-ZERO" },
    ],
  },
  {
    id: "bad-update-loop",
    name: "Bad update loop",
    says: "Changes overtake each other, come back, or take others away.",
    faults: [
      { id: "STALE-OVERWRITE" },
      { id: "OUT-OF-ORDER" },
      { id: "RESURRECT" },
      { id: "DUP-ON-RESEND" },
      { id: "WIPE", probability: 0.3 },
    ],
  },
  {
    id: "loose-matching",
    name: "Loose matching",
    says: "Too little is enough for the EMR to take two people for one, or one for two.",
    faults: [
      { id: "WRONG-MERGE", params: { by: "birth-month" }, probability: 0.3 },
      { id: "SILENT-MATCH" },
      { id: "SPLIT", probability: 0.3 },
      { id: "DUP-CREATE", probability: 0.2 },
    ],
  },
  {
    id: "small-clinic",
    name: "Small-clinic defaults",
    says: "A short address column, an old character set, and dates in the wrong time zone.",
    faults: [
      { id: "TRUNCATE", params: { limit: 30 }, fields: ["patient.address.line1"] },
      { id: "CHARSET-U8-1252" },
      { id: "DATE-SHIFT", params: { days: -1 } },
    ],
  },
];
