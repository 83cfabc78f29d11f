import type { ActiveFault } from "../faults/parse-faults.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { WriteHooks } from "../fhir/fhir-routes.ts";
import { FhirRefusal, operationOutcome } from "../fhir/refusal.ts";
import { sendFhir } from "../http/practice-server.ts";

/** The clinic's answers while faults of the answers are on: none, the wrong one, another record's. */
export function clinicAnswers(switchboard: Switchboard): WriteHooks {
  const strikes = (id: string, key: string): ActiveFault | null => {
    const active = switchboard.strikes(id, key);
    return active?.params["where"] === "clinic" ? active : null;
  };
  const note = (active: ActiveFault, key: string, before: string, after: string | null): void =>
    switchboard.note(active, { record: key, patient: "" }, { field: "*", before, after });
  return {
    refuse: (key) => {
      const opaque = strikes("REJECT-OPAQUE", key);
      if (!opaque) return;
      note(opaque, key, "stored", null);
      throw new FhirRefusal(400, "exception", "Error");
    },
    after: (reply, key) => {
      const no = strikes("ACK-NEGATIVE-STORED", key);
      if (no) {
        note(no, key, "accepted", "refused");
        const says = "An optional element is not valid.";
        sendFhir(reply.code(422), operationOutcome("error", "invalid", says));
        return false;
      }
      const silent = strikes("NO-ACK", key);
      if (!silent) return true;
      note(silent, key, "an answer", null);
      reply.hijack();
      if (silent.params["how"] === "close") reply.raw.destroy();
      return false;
    },
    located: (type, id) => {
      const active = strikes("ACK-MISMATCH", `${type}/${id}`);
      if (!active) return id;
      const seen = (switchboard.memory().seen[`location ${type}`] ??= []);
      const other = seen.at(-1);
      seen.push(id);
      if (other === undefined) return id;
      note(active, `${type}/${id}`, id, other);
      return other;
    },
  };
}
