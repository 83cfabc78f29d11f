import type { RequestEnvelope } from "../../../api/envelope.ts";
import type { Wire, WireEvents } from "../wire-client.ts";

/** The message with which the preload hands over the host's port (window.postMessage). */
export const portMessage = "crosschart:port";

/** The port that the preload forwards; a restarted host comes with a new port. */
export function connectPort(events: WireEvents): Wire {
  let port: MessagePort | null = null;
  window.addEventListener("message", (message) => {
    if (message.source !== window || message.data !== portMessage) return;
    const received = message.ports[0];
    if (received === undefined) return;
    port?.close();
    port = received;
    received.addEventListener("message", (event) => events.received(event.data));
    received.addEventListener("close", () => {
      if (port !== received) return;
      port = null;
      events.closed();
    });
    received.start();
    events.opened();
  });
  return { send: (envelope: RequestEnvelope) => port?.postMessage(envelope) };
}
