import { putText, segmentOf, textAt, writeEr7 } from "./er7.ts";
import type { Segment } from "./er7.ts";
import { escapeText } from "./escapes.ts";
import { header } from "./plan-messages.ts";

/** AA accepted, AE error in the message, AR refused (HL7 table 0008). */
export type AckCode = "AA" | "AE" | "AR";

export interface Refusal {
  /** ERR-3, HL7 table 0357. */
  readonly code: string;
  /** ERR-2: segment and field. */
  readonly place: string;
  /** ERR-8, for a person. */
  readonly says: string;
}

export interface Acknowledgement {
  readonly code: AckCode;
  /** MSA-2: the control id of the message that is answered. */
  readonly answers: string;
  readonly refusal: Refusal | null;
}

/** ACK (HL7 v2.5.1, 2.14.1) as bytes. */
export function writeAck(ack: Acknowledgement, controlId: string, at: Date): Buffer {
  const msa = segmentOf("MSA", ack.code, ack.answers);
  const segments: Segment[] = [header("ACK", controlId, at, 0), msa];
  if (ack.refusal) {
    const { code, place, says } = ack.refusal;
    const err = segmentOf("ERR", "", place, code, "E");
    if (says !== "") putText(err, { field: 8, ...first }, says);
    segments.push(err);
  }
  return Buffer.from(writeEr7(segments, escapeText), "utf8");
}

const first = { repetition: 0, component: 1, subcomponent: 1 } as const;

/** What an answer says; null when it is no acknowledgement. */
export function readAck(segments: readonly Segment[]): Acknowledgement | null {
  const msa = segments.find(({ id }) => id === "MSA");
  if (!msa) return null;
  const code = (["AA", "AE", "AR"] as const).find(
    (one) => one === textAt(msa, { field: 1, ...first }),
  );
  if (!code) return null;
  const err = segments.find(({ id }) => id === "ERR");
  return {
    code,
    answers: textAt(msa, { field: 2, ...first }),
    refusal: err
      ? {
          place: textAt(err, { field: 2, ...first }),
          code: textAt(err, { field: 3, ...first }),
          says: textAt(err, { field: 8, ...first }),
        }
      : null,
  };
}
