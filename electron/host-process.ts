import type { MessageEvent, ParentPort } from "electron";
import { dataFolder } from "../host/data-folder.ts";
import { openApplication } from "../host/open-application.ts";
import { productVersion } from "../host/product-version.ts";
import { openContractDoor } from "../host/serve-contract.ts";
import { electronData, servePort } from "../host/serve-port.ts";
import type { FromHost } from "./host-link.ts";

/**
 * The host in its utility process. It serves the contract to every port that main hands over, and
 * ends when main says so or is gone.
 */

// In a utility process Electron adds this to Node's `process`; its types say so of no other place.
const parent = (process as unknown as { parentPort: ParentPort }).parentPort;

async function open() {
  const application = await openApplication({
    folder: dataFolder(process.env, process.platform),
    door: "desktop",
    version: productVersion,
    now: () => new Date(),
    env: process.env,
    workspace: process.argv[2] ?? null,
  });
  return { application, door: openContractDoor(application) };
}

// Main may hand over a port before the workspace is open.
const opening = open();
opening.catch((error: unknown) => parent.postMessage(refusalOf(error)));

/** The store's refusals say what happened, what is safe and what to do; anything else is our bug. */
function refusalOf(error: unknown): FromHost {
  const text = (name: keyof FromHost, otherwise: string): string => {
    if (!(error instanceof Error)) return otherwise;
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : otherwise;
  };
  return {
    kind: "refused",
    happened: text("happened", "Crosschart could not open its data."),
    safe: text("safe", "Nothing was changed."),
    todo: text("todo", "Start again; if it stays, send the log to support."),
  };
}

async function end(): Promise<void> {
  try {
    const { application, door } = await opening;
    door.close();
    await application.close();
  } finally {
    process.exit(0);
  }
}

parent.on("message", (event: MessageEvent) => {
  // Sent by our own main process (host-link.ts).
  const { kind } = event.data as { kind: "connect" | "stop" };
  const port = event.ports[0];
  if (kind === "stop") void end();
  else if (port !== undefined) {
    void opening.then(({ door }) => servePort(door, port, electronData)).catch(() => port.close());
  }
});
process.on("SIGTERM", () => void end());
