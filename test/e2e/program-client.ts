import { WebSocket } from "ws";
import type { Input } from "../../api/contract.ts";
import { WireClient } from "../../renderer/shell/wire-client.ts";
import type { Client } from "../../renderer/shell/client.ts";

/** A started program asked without a page, through the door that the page uses. */
export interface ProgramClient {
  readonly client: Client;
  readonly close: () => void;
}

/** Trades the token of the printed address for the cookie, as a browser does. */
export async function askProgram(url: string): Promise<ProgramClient> {
  const answer = await fetch(url, { redirect: "manual" });
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { host, origin } = new URL(url);
  const socket = new WebSocket(`ws://${host}/wire`, { headers: { cookie, origin } });
  const client = new WireClient((events) => {
    socket.on("open", () => events.opened());
    socket.on("close", () => events.closed());
    socket.on("message", (data) => events.received(JSON.parse(String(data))));
    return { send: (envelope) => socket.send(JSON.stringify(envelope)) };
  });
  return { client, close: () => socket.close() };
}

type Faults = Input<"practice.setFaults">["faults"];

/**
 * A finished run of the practice with these faults switched on, in the practice's own campaign.
 * @returns the run's id
 */
export async function practiceRun(
  client: Client,
  faults: Faults,
  people: { readonly count: number; readonly mess: string },
): Promise<string> {
  const first = await client.command("practice.try", {});
  await client.job("run.watch", { run: first.run }, () => {}).done;
  // its people would stand in the way of ours
  await client.command("practice.reset", {});
  await client.command("practice.setFaults", { faults });
  const { run } = await client.command("run.start", {
    seed: "4417",
    ...people,
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    set: null,
    fresh: false,
    connection: "practice",
  });
  await client.job("run.watch", { run }, () => {}).done;
  return run;
}
