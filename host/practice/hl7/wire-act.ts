import type { Escape, Segment, Unescape } from "./er7.ts";

type Params = Readonly<Record<string, string | number>>;

/** What a fault does to a message on its way: at the sender, on the line, or at the receiver. */
export interface WireAct {
  /** The sender's way to escape texts. */
  readonly escape?: (honest: Escape, params: Params) => Escape;
  /** The sender's way to make bytes of a message. */
  readonly encode?: (text: string, params: Params) => Buffer;
  readonly bytes?: (bytes: Buffer, params: Params) => Buffer;
  /** The receiver's way to make text of bytes. */
  readonly decode?: (bytes: Buffer, params: Params) => string;
  readonly unescape?: (honest: Unescape, params: Params) => Unescape;
  /** The receiver's way to split segments. */
  readonly segments?: (segments: readonly Segment[], params: Params) => Segment[];
}

export interface WireFault {
  readonly wire: WireAct;
  readonly params: Params;
}
