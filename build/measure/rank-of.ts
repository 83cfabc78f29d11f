/** FNV-1a, 32 bits: the same text has the same place in every order that is shuffled by it. */
export function rankOf(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of Buffer.from(text)) value = Math.imul(value ^ letter, 0x01000193) >>> 0;
  return value;
}
