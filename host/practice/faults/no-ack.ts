import type { AfterWrite } from "../fhir/fhir-routes.ts";
import type { Switchboard } from "./switchboard.ts";

/** NO-ACK at the clinic: the change is stored, the answer is never given. */
export function noAckOf(switchboard: Switchboard): AfterWrite {
  return (reply, key) => {
    const active = switchboard.strikes("NO-ACK", key);
    if (active?.params["where"] !== "clinic") return true;
    const change = { field: "*", before: "an answer", after: null };
    switchboard.note(active, { record: key, patient: "" }, change);
    reply.hijack();
    if (active.params["how"] === "close") reply.raw.destroy();
    return false;
  };
}
