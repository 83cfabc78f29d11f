export type Hash128 = readonly [number, number, number, number];

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/**
 * MurmurHash3 x86 128-bit of the low bytes of a text's code units, as four 32-bit words.
 * Keys are ASCII, for which this equals the hash of their UTF-8 bytes; it spreads, it does not protect.
 */
export function hash128(key: string): Hash128 {
  const length = key.length;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  // The last, partial block is read as if it were padded with zeros: absent bytes add nothing.
  for (let i = 0; i < length; i += 16) {
    const k1 = wordAt(key, i);
    const k2 = wordAt(key, i + 4);
    const k3 = wordAt(key, i + 8);
    const k4 = wordAt(key, i + 12);
    const whole = i + 16 <= length;
    h1 ^= Math.imul(rotl(Math.imul(k1, c1), 15), c2);
    if (whole) h1 = (Math.imul((rotl(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotl(Math.imul(k2, c2), 16), c3);
    if (whole) h2 = (Math.imul((rotl(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotl(Math.imul(k3, c3), 17), c4);
    if (whole) h3 = (Math.imul((rotl(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotl(Math.imul(k4, c4), 18), c1);
    if (whole) h4 = (Math.imul((rotl(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = mix32(h1);
  h2 = mix32(h2);
  h3 = mix32(h3);
  h4 = mix32(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return [h1 >>> 0, h2 >>> 0, h3 >>> 0, h4 >>> 0];
}

/** Spreads 32 bits over 32 bits, one to one (the finalizer of MurmurHash3). */
export function mix32(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotl(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function wordAt(key: string, at: number): number {
  return (
    byteAt(key, at) |
    (byteAt(key, at + 1) << 8) |
    (byteAt(key, at + 2) << 16) |
    (byteAt(key, at + 3) << 24)
  );
}

function byteAt(key: string, at: number): number {
  return at < key.length ? key.charCodeAt(at) & 0xff : 0;
}
