import type { ContractDoor } from "./serve-contract.ts";

/** What a MessagePort of Electron and one of Node have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  start?(): void;
  close(): void;
}

/**
 * Serves the contract to whoever holds the other end of `port`.
 * @param dataOf what a message event carries: Electron wraps it in an event, Node does not
 */
export function servePort(
  door: ContractDoor,
  port: PortLike,
  dataOf: (message: unknown) => unknown = (message) => message,
): void {
  const caller = door.connect((envelope) => port.postMessage(envelope));
  port.on("message", (message) => {
    // Who speaks no envelopes is no page of ours.
    if (!caller.receive(dataOf(message))) port.close();
  });
  port.on("close", () => caller.gone());
  port.start?.();
}

/** The data of an Electron message event. */
export function electronData(message: unknown): unknown {
  return typeof message === "object" && message !== null && "data" in message ? message.data : null;
}
