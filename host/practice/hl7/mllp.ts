import { createServer, connect } from "node:net";
import type { Server, Socket } from "node:net";

/** Minimal Lower Layer Protocol: VT, message, FS, CR (HL7 v2.5.1, appendix C of the transport specification). */
const begin = 0x0b;
const end = 0x1c;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const mostBytes = 40 * 1024 * 1024;

export function framed(message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([begin]), message, Buffer.from([end, carriageReturn])]);
}

/** Cuts what comes over a line into messages. */
class Frames {
  #parts: Buffer[] = [];
  #size = 0;

  /**
   * The messages that are complete now. Throws when one grows beyond 40 MB, and on anything outside of a
   * frame but line ends: that is no MLLP sender, and may be a web page that tries this port.
   */
  add(chunk: Buffer): Buffer[] {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    // Only a chunk with an end can complete a message: a long one is joined once, not per chunk.
    if (!chunk.includes(end) && !chunk.includes(carriageReturn)) {
      if (this.#size > mostBytes) throw new Error("The message is larger than 40 MB.");
      return [];
    }
    let rest = Buffer.concat(this.#parts);
    const found: Buffer[] = [];
    for (;;) {
      while (rest[0] === carriageReturn || rest[0] === lineFeed) rest = rest.subarray(1);
      if (rest.length > 0 && rest[0] !== begin) throw new Error("This is no MLLP frame.");
      const to = rest.indexOf(Buffer.from([end, carriageReturn]));
      if (to < 0) break;
      found.push(rest.subarray(1, to));
      rest = rest.subarray(to + 2);
    }
    if (rest.length > mostBytes) throw new Error("The message is larger than 40 MB.");
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    return found;
  }
}

/** What a receiver does with a message: answers, says nothing, or cuts the line. */
export type MllpAnswer = Buffer | "silence" | "cut";

/** An MLLP listener on 127.0.0.1 that answers message by message. */
export class MllpServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(receive: (message: Buffer) => MllpAnswer) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      const frames = new Frames();
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      socket.on("data", (chunk) => {
        try {
          for (const message of frames.add(chunk)) {
            const answer = receive(message);
            if (answer === "cut") socket.destroy();
            else if (answer !== "silence") socket.write(framed(answer));
          }
        } catch {
          socket.destroy();
        }
      });
    });
  }

  /** Listens (0: a free port) and gives the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ host: "127.0.0.1", port }, () => {
        const address = this.#server.address();
        resolve(typeof address === "object" && address !== null ? address.port : port);
      });
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Nobody answered in time, or the line was cut before the answer. */
export class NoAnswer extends Error {}

/** The sender's end of one line: a message, then its answer. */
export class MllpClient {
  readonly #address: () => { port: number };
  #socket: Socket | null = null;

  constructor(address: () => { port: number }) {
    this.#address = address;
  }

  /** Sends and waits for the answer. Throws NoAnswer; the line is a new one after that. */
  async send(message: Uint8Array, timeoutMs: number, signal: AbortSignal): Promise<Buffer> {
    signal.throwIfAborted();
    const socket = this.#socket ?? connect({ host: "127.0.0.1", port: this.#address().port });
    this.#socket = socket;
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        const frames = new Frames();
        const fail = (): void => reject(new NoAnswer("No answer came."));
        const timer = setTimeout(fail, timeoutMs);
        const take = (chunk: Buffer): void => {
          const [answer] = frames.add(chunk);
          if (answer) resolve(answer);
        };
        const listeners = [
          ["data", take],
          ["close", fail],
          ["error", fail],
        ] as const;
        for (const [name, listener] of listeners) socket.on(name, listener);
        signal.addEventListener("abort", fail, { once: true });
        this.#settle = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", fail);
          for (const [name, listener] of listeners) socket.off(name, listener);
        };
        socket.write(framed(message));
      });
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#settle();
    }
  }

  #settle: () => void = () => undefined;

  close(): void {
    // An error after this is nobody's any more.
    this.#socket?.on("error", () => undefined);
    this.#socket?.destroy();
    this.#socket = null;
  }
}
