/** Input that is not the JSON we accept; the message is a sentence for the sender. */
export class UnreadableJson extends Error {}
