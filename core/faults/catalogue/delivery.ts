import { fault } from "../fault-text.ts";

/** Answers and delivery: what a tester reads, tries next, and whom to call. */
// prettier-ignore
export const deliveryFaults = [
  fault("ACK-LIE", "delivery", "Said stored, but is not there", "Said stored, is not", 1.8, 10,
    "The system said \"stored\", but it is not there.",
    "Send, read back, send invalid.",
    { cause: "ACK before processing.", firstStep: "Look at the ack mode (MSH-15/16).", call: "The integration's vendor." }),
  fault("ACK-MISMATCH", "delivery", "Answer of another message", "Wrong answer", 1.4, 10,
    "The answer belongs to another message.",
    "Try two messages without waiting.",
    { cause: "Pipelining.", firstStep: "Look at the one at a time.", call: "The integration's vendor." }),
  fault("ACK-NEGATIVE-STORED", "delivery", "Said refused, but stored it", "Refused, yet stored", 1.5, 7,
    "The system said \"refused\", but stored it (partly).",
    "Try invalid optional field.",
    { cause: "No transaction.", firstStep: "Look at the partial store.", call: "The integration's vendor." }),
  fault("NO-ACK", "delivery", "No answer", "No answer", 1, 10,
    "No answer at all.",
    "Try small, 1 MiB, slow.",
    { cause: "Timeout, framing.", firstStep: "Look at the MLLP bytes 0B … 1C 0D.", call: "The network team and the integration's vendor." }),
  fault("REJECT-OPAQUE", "delivery", "Refused without a reason", "Refused, no reason", 0.7, 10,
    "Refused, but nobody can tell why.",
    "Try 5 different errors, same text?",
    { cause: "Generic handler.", firstStep: "Ask for ERR-3/-8.", call: "The integration's vendor." }),
  fault("SILENT-REJECT", "delivery", "Refused silently", "Refused silently", 1.8, 10,
    "Refused and only written in a log nobody reads.",
    "Try required field missing.",
    { cause: "Error queue unwatched.", firstStep: "Look at the alert rule.", call: "The interface or IT administrator." }),
] as const;
