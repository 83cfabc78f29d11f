import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runAgainst, scriptElectron } from "./scripted-electron.ts";

afterEach(() => vi.unstubAllGlobals());

async function preloaded(origin: string) {
  const postMessage = vi.fn();
  vi.stubGlobal("window", { location: { origin }, postMessage });
  const script = scriptElectron({ first: true, userData: "" });
  const exposed = vi.fn();
  script.module["contextBridge"] = { exposeInMainWorld: exposed };
  await runAgainst(script, "preload");
  return { script, postMessage, exposed };
}

describe("the preload", () => {
  it("passes the host's port to our page, and only to its origin", async () => {
    const { script, postMessage } = await preloaded("app://crosschart");
    const { port1 } = new MessageChannel();
    script.ipc.emit("crosschart:host-port", { ports: [port1] });
    expect(postMessage.mock.calls).toEqual([["crosschart:port", "app://crosschart", [port1]]]);
  });

  it("passes nothing to another page", async () => {
    for (const origin of ["https://example.org", "null", "app://crosschart.example", "file://"]) {
      const { script, postMessage } = await preloaded(origin);
      script.ipc.emit("crosschart:host-port", { ports: [new MessageChannel().port1] });
      expect(postMessage).not.toHaveBeenCalled();
    }
  });

  it("exposes nothing and listens to nothing else", async () => {
    const { script, exposed } = await preloaded("app://crosschart");
    expect(exposed).not.toHaveBeenCalled();
    expect(script.ipc.eventNames()).toEqual(["crosschart:host-port"]);
  });
});
