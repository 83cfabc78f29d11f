/** A file as its bytes are read: UTF-8, whatever it was written in. */
export interface TextFile {
  readonly bytes: Uint8Array;
  /** What was done to read it; null where nothing was. */
  readonly says: string | null;
}

const encodings = [
  { mark: [0xff, 0xfe], label: "utf-16le", says: "UTF-16 (little end first)" },
  { mark: [0xfe, 0xff], label: "utf-16be", says: "UTF-16 (big end first)" },
] as const;

/**
 * The bytes of a UTF-16 file as UTF-8, its byte order mark kept; other bytes as they are. Without the mark nobody
 * can tell UTF-16 from binary data, and it stays as it is.
 */
export function fromUtf16(bytes: Uint8Array): TextFile {
  const found = encodings.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (found === undefined) return { bytes, says: null };
  const text = new TextDecoder(found.label, { ignoreBOM: true }).decode(bytes);
  const damaged = text.includes("\uFFFD")
    ? " Halves of characters stand alone in it; each is shown as \uFFFD."
    : "";
  return {
    bytes: new TextEncoder().encode(text),
    says: `The file is ${found.says}, as its byte order mark says; places count the bytes of the same text as UTF-8.${damaged}`,
  };
}
