import { onTestFinished } from "vitest";
import { contract, type CallName } from "../../api/contract.ts";
import type { Area, HostEnvelope } from "../../api/envelope.ts";
import type { Handlers } from "../../host/calls/handlers.ts";
import { openContractDoor, type ContractDoor } from "../../host/serve-contract.ts";

/** A door to scripted handlers: the wires are real, what is behind them is the test's. */
export interface ScriptedApplication {
  readonly door: ContractDoor;
  readonly announce: (areas: readonly Area[]) => void;
  readonly listeners: () => number;
  readonly log: readonly string[];
}

export function scriptedApplication(scripted: Partial<Handlers>): ScriptedApplication {
  const listeners = new Set<(areas: readonly Area[]) => void>();
  const log: string[] = [];
  const unscripted = Object.keys(contract).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} is not part of this test`)),
  ]);
  // Every name of the contract is there, by the line above and the one below.
  const handlers = { ...Object.fromEntries(unscripted), ...scripted } as Handlers;
  const door = openContractDoor({
    handlers,
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log: (says) => log.push(says),
  });
  onTestFinished(() => door.close());
  return {
    door,
    log,
    announce: (areas) => listeners.forEach((listener) => listener(areas)),
    listeners: () => listeners.size,
  };
}

export const about = {
  version: "0.1.0",
  catalogue: "2026.1",
  node: "24",
  door: "browser",
  role: "nurse",
  theme: "system",
  letterKeys: true,
  chain: { ok: true, entries: 1, says: "Every entry fits the one before." },
} as const;

export function call(id: string, name: CallName | string, input: unknown, key?: string): unknown {
  return { kind: "call", id, name, input, ...(key === undefined ? {} : { key }) };
}

/** Messages as they arrive, to be awaited one by one or by their kind. */
export class Inbox {
  readonly all: HostEnvelope[] = [];
  readonly #waiting: (() => void)[] = [];

  add(message: HostEnvelope): void {
    this.all.push(message);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async until(count: number): Promise<readonly HostEnvelope[]> {
    while (this.all.length < count) {
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
    return this.all;
  }
}
