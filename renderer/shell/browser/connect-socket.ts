import type { RequestEnvelope } from "../../../api/envelope.ts";
import type { Wire, WireEvents } from "../wire-client.ts";

const waitsMs = [300, 600, 1200, 2500, 5000] as const;

function parse(text: unknown): unknown {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A WebSocket to the origin that served the page, opened again whenever it is lost. */
export function connectSocket(events: WireEvents): Wire {
  const address = new URL("./wire", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  let socket: WebSocket | null = null;
  let tries = 0;

  function open(): void {
    const opening = new WebSocket(address);
    socket = opening;
    opening.addEventListener("open", () => {
      tries = 0;
      events.opened();
    });
    opening.addEventListener("message", (message) => events.received(parse(message.data)));
    opening.addEventListener("close", () => {
      events.closed();
      const waitMs = waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 5000;
      tries += 1;
      window.setTimeout(open, waitMs);
    });
  }
  open();
  return {
    send: (envelope: RequestEnvelope) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(envelope));
    },
  };
}
