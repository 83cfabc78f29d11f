/** Operators of the published list that are not here, and why. */
export const leftOut: readonly { readonly id: string; readonly why: string }[] = [
  {
    id: "miss-malformed-segment",
    why: "It damages a message, not a person: no field of a chart can carry it. The readers are held to it by their own tests, with damaged and unknown segments.",
  },
  {
    id: "vol-monday-burst",
    why: "It is a load on the connection, not dirt of a record: 300 people in ten minutes, a fifth of them sent twice.",
  },
];
