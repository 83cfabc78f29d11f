import type { Switchboard } from "../faults/switchboard.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField } from "../fields/locate.ts";
import { recordKeyOf } from "../fhir/record-key.ts";
import type { MessageItem } from "./read-message.ts";

/** What becomes of a message at the interface's door, and what its sender is told. */
export interface Door {
  readonly taken: boolean;
  readonly delayMs: number;
  readonly answer: "accepted" | "refused" | "opaque" | "cut" | "silence";
  /** A line for the log, where something is only said there. */
  readonly says: string | null;
}

const honest: Door = { taken: true, delayMs: 0, answer: "accepted", says: null };

/** Asks every fault of the door; of several that act, the first one in this order. */
export function atDoor(items: readonly MessageItem[], key: string, switchboard: Switchboard): Door {
  if (!items.some((item) => item.resource)) return honest;
  const record = { record: key, patient: key };
  const memory = switchboard.memory();
  memory.messages++;
  const strikes = (id: string): ReturnType<Switchboard["strikes"]> => {
    const active = switchboard.strikes(id, key);
    return (active?.params["where"] ?? "interface") === "interface" ? active : null;
  };
  const lost = (active: NonNullable<ReturnType<typeof strikes>>): void => {
    for (const { type, sourceId, resource } of items) {
      if (!resource) continue;
      const own = recordKeyOf(resource, sourceId);
      const change = { field: `${type}.*`, before: own, after: null };
      switchboard.note(active, { record: own, patient: key }, change);
    }
  };

  const lie = strikes("ACK-LIE");
  if (lie) {
    lost(lie);
    return { ...honest, taken: false };
  }
  const opaque = strikes("REJECT-OPAQUE");
  if (opaque) {
    lost(opaque);
    return { ...honest, taken: false, answer: "opaque" };
  }
  const quiet = strikes("SILENT-REJECT");
  if (quiet && lacks(items, String(quiet.params["missing"]))) {
    lost(quiet);
    return {
      ...honest,
      taken: false,
      says: `refused, ${String(quiet.params["missing"])} is missing`,
    };
  }
  const down = strikes("DOWNTIME-LOSS");
  const since = memory.messages - Number(down?.params["after"] ?? 0);
  if (down && since > 0 && since <= Number(down.params["lost"])) {
    lost(down);
    return { ...honest, taken: false };
  }
  const late = strikes("LATE");
  const delayMs = late ? Number(late.params["delayMs"]) : 0;
  if (late) switchboard.note(late, record, { field: "*", before: "0", after: String(delayMs) });
  const no = strikes("ACK-NEGATIVE-STORED");
  if (no) switchboard.note(no, record, { field: "*", before: "accepted", after: "refused" });
  const silent = strikes("NO-ACK");
  if (silent) switchboard.note(silent, record, { field: "*", before: "an answer", after: null });
  const cut = silent?.params["how"] === "close" ? "cut" : "silence";
  return { ...honest, delayMs, answer: silent ? cut : no ? "refused" : "accepted" };
}

/** Whether the message's patient has no value of a field. */
function lacks(items: readonly MessageItem[], id: string): boolean {
  const row = practiceFields.find((candidate) => candidate.id === id);
  const patient = items.find(({ type }) => type === "Patient")?.resource;
  return row !== undefined && patient != null && locateField(patient, row).length === 0;
}
