import type { ActiveFault } from "../faults/parse-faults.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { AckCode, Refusal } from "../hl7/acknowledge.ts";

/** What the EMR does with a message while faults of its answers are on. */
export interface EmrAnswer {
  readonly applies: boolean;
  /** Instead of what the application came to. */
  readonly says: { readonly code: AckCode; readonly refusal: Refusal | null } | null;
  readonly silent: "cut" | "silence" | null;
}

/** ACK-LIE, REJECT-OPAQUE, ACK-NEGATIVE-STORED and NO-ACK at the EMR's HL7 door (HL7 v2.5.1, 2.9.2). */
export function emrAnswer(key: string, switchboard: Switchboard): EmrAnswer {
  const strikes = (id: string): ActiveFault | null => {
    const active = switchboard.strikes(id, key);
    return active?.params["where"] === "emr" ? active : null;
  };
  const note = (active: ActiveFault, before: string, after: string | null): void =>
    switchboard.note(active, { record: key, patient: "" }, { field: "*", before, after });
  const lie = strikes("ACK-LIE");
  if (lie) {
    note(lie, "stored", null);
    return { applies: false, says: { code: "AA", refusal: null }, silent: null };
  }
  const opaque = strikes("REJECT-OPAQUE");
  if (opaque) {
    note(opaque, "stored", null);
    const refusal = { code: "207", place: "", says: "" };
    return { applies: false, says: { code: "AE", refusal }, silent: null };
  }
  const no = strikes("ACK-NEGATIVE-STORED");
  if (no) {
    note(no, "AA", "AE");
    const refusal = { code: "103", place: "PID^1^26", says: "A code is not in its table." };
    return { applies: true, says: { code: "AE", refusal }, silent: null };
  }
  const silent = strikes("NO-ACK");
  if (silent) note(silent, "an answer", null);
  const how = silent?.params["how"] === "close" ? "cut" : "silence";
  return { applies: true, says: null, silent: silent ? how : null };
}
