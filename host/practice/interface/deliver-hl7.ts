import { readAck } from "../hl7/acknowledge.ts";
import { messageBytes, messageSegments } from "../hl7/carry.ts";
import { NoAnswer } from "../hl7/mllp.ts";
import type { MllpClient } from "../hl7/mllp.ts";
import { noteWireTruth, wireKey } from "../hl7/note-wire-truth.ts";
import { planMessages } from "../hl7/plan-messages.ts";
import type { Envelope, OutgoingMessage } from "../hl7/plan-messages.ts";
import { readRecords } from "../hl7/record-group.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { Delivery } from "./deliver.ts";
import type { MessageItem } from "./read-message.ts";

const timeoutMs = 10_000;

/**
 * Tells the EMR of one translated message as HL7 v2 over MLLP, one event after the other, each only
 * after the answer to the one before. What gets no answer is sent again under the same control id.
 */
export async function deliverHl7(
  items: readonly MessageItem[],
  envelope: Envelope,
  line: { readonly client: MllpClient; readonly switchboard: Switchboard },
  signal: AbortSignal,
  again: string | null,
): Promise<Delivery> {
  const messages = planMessages(items, envelope);
  const refused: string[] = [];
  for (const message of messages) {
    try {
      const bytes = bytesOf(message, line.switchboard);
      const answer = await line.client.send(bytes, timeoutMs, signal);
      const says = problemIn(answer, message.controlId);
      if (message.records.some(({ type }) => type === again)) {
        await line.client.send(bytes, timeoutMs, signal);
      }
      if (says !== null) refused.push(says);
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: "retry" };
      throw error;
    }
  }
  const count = `${messages.length} HL7 messages`;
  return refused.length === 0
    ? { kind: "done", says: `${count} accepted` }
    : { kind: "failed", says: `${refused.length} of ${count} refused: ${refused[0] ?? ""}` };
}

/** The bytes that this sender makes while faults of the sending side are on. */
function bytesOf({ segments }: OutgoingMessage, switchboard: Switchboard): Buffer {
  const honest = messageBytes(segments, []);
  let records = readRecords(segments);
  const active = switchboard.onWire("sender", wireKey(records));
  for (const [index, one] of active.entries()) {
    const made = messageBytes(segments, active.slice(0, index + 1));
    const read = readRecords(messageSegments(made, []));
    noteWireTruth(switchboard, one.active, records, read);
    records = read;
  }
  return active.length === 0 ? honest : messageBytes(segments, active);
}

/** Null when the answer accepts this very message. */
function problemIn(answer: Buffer, controlId: string): string | null {
  try {
    const ack = readAck(messageSegments(answer, []));
    if (!ack) return "the answer is no acknowledgement";
    if (ack.answers !== controlId) return `the answer is for ${ack.answers}, not for ${controlId}`;
    if (ack.code === "AA") return null;
    return `${ack.code}: ${ack.refusal?.says ?? "no reason given"}`;
  } catch {
    return "the answer cannot be read";
  }
}
