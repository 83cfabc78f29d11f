/** SHA-256 of the bytes, 32 bytes long. Core takes it as an argument, so that it needs no platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;
