import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { decodeHl7 } from "../../core/hl7/decode-hl7.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";
import { type Figure, sideBySide } from "../figure.ts";
import { hl7Peers } from "./hl7-peers.ts";
import { hl7Work, readAllValues, writeValues } from "./hl7-work.ts";

const people = 50;

/**
 * HL7 beside the libraries that a user would pick instead, with the same work for both: all values of
 * messages out of their bytes, and the bytes of messages out of their values. Then what our codec does
 * in the product: from bytes to a chart, and from a chart to messages, with the place of every value.
 */
export async function figures(): Promise<readonly Figure[]> {
  const { messages, plain } = hl7Work(people);
  const unit = `ms per ${messages.length} messages`;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const found: Figure[] = [];
  for (const peer of hl7Peers()) {
    const peerReads = (): void => messages.forEach((bytes) => peer.read(decoder.decode(bytes)));
    found.push(
      await sideBySide({
        name: `HL7 parse beside ${peer.name}`,
        unit,
        peerName: `${peer.name}, ${peer.leaves}`,
        perMs: 1,
        rounds: 25,
        ours: () => messages.forEach(readAllValues),
        peer: peerReads,
      }),
    );
    // One of them refuses values that its dictionary does not foresee.
    const writable = plain.filter((message) => canWrite(() => peer.write(message)));
    // As many as a person has.
    const inGroups = Array.from({ length: Math.ceil(writable.length / 14) }, (_, i) =>
      writable.slice(i * 14, i * 14 + 14),
    );
    found.push(
      await sideBySide({
        name: `HL7 encode beside ${peer.name}`,
        unit: `ms per ${writable.length} messages`,
        peerName: `${peer.name}, ${peer.leaves}`,
        perMs: 1,
        rounds: 25,
        ours: () => inGroups.forEach(writeValues),
        peer: () => writable.forEach((message) => encoder.encode(peer.write(message))),
      }),
    );
  }
  return [...found, ...(await wholeCodec(messages))];
}

async function wholeCodec(messages: readonly Uint8Array[]): Promise<readonly Figure[]> {
  const charts = Array.from({ length: people }, (_, index) => makePerson(benchPeople, index).chart);
  return [
    await sideBySide({
      name: "HL7 bytes to charts",
      unit: `ms per ${messages.length} messages`,
      peerName: "our parser alone",
      perMs: 1,
      rounds: 7,
      ours: () => messages.forEach((bytes) => decodeHl7([bytes])),
      peer: () => messages.forEach(readAllValues),
    }),
    await sideBySide({
      name: "charts to HL7 bytes",
      unit: `ms per ${people} people`,
      peerName: "reading them back into charts",
      perMs: 1,
      rounds: 7,
      ours: () => charts.forEach((chart) => encodeHl7(chart)),
      peer: () => messages.forEach((bytes) => decodeHl7([bytes])),
    }),
  ];
}

function canWrite(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
