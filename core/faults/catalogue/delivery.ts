import { fault } from "../fault-text.ts";

/** Answers and delivery: what a tester reads, tries next, and whom to call. */
// prettier-ignore
export const deliveryFaults = [
  fault("ACK-LIE", "delivery", "Said stored, but is not there", "Said stored, is not", 1.8, 10,
    "The system said \"stored\", but it is not there.",
    "Send, read back, then send something invalid.",
    { cause: "The answer comes before the work is done.", firstStep: "Read the acknowledgement mode (MSH-15, MSH-16).", call: "The integration's vendor." }),
  fault("ACK-MISMATCH", "delivery", "Answer of another message", "Wrong answer", 1.4, 10,
    "The answer belongs to another message.",
    "Send two messages without waiting.",
    { cause: "Answers are not matched to messages.", firstStep: "Send one at a time.", call: "The integration's vendor." }),
  fault("ACK-NEGATIVE-STORED", "delivery", "Said refused, but stored it", "Refused, yet stored", 1.5, 7,
    "The system said \"refused\", but stored it (partly).",
    "Send an invalid optional field.",
    { cause: "Storing is no single transaction.", firstStep: "Look for what was stored in part.", call: "The integration's vendor." }),
  fault("NO-ACK", "delivery", "No answer", "No answer", 1, 10,
    "No answer at all.",
    "Send a small one, one of a megabyte, and one slowly.",
    { cause: "A timeout, or wrong framing.", firstStep: "Look at the framing bytes (0B … 1C 0D).", call: "The network team and the integration's vendor." }),
  fault("REJECT-OPAQUE", "delivery", "Refused without a reason", "Refused, no reason", 0.7, 10,
    "Refused, but nobody can tell why.",
    "Send five different mistakes: is the text always the same?",
    { cause: "One handler for all errors.", firstStep: "Ask for ERR-3 and ERR-8.", call: "The integration's vendor." }),
  fault("SILENT-REJECT", "delivery", "Refused silently", "Refused silently", 1.8, 10,
    "Refused and only written in a log nobody reads.",
    "Send it without a required field.",
    { cause: "Nobody watches the error queue.", firstStep: "Ask for the rule that alerts somebody.", call: "The interface or IT administrator." }),
] as const;
