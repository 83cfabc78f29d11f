import { describe, expect, test } from "vitest";
import type { RequestEnvelope } from "../../api/envelope.ts";
import { CallFailure } from "../../renderer/shell/client.ts";
import { WireClient, type WireEvents } from "../../renderer/shell/wire-client.ts";

/** A wire whose other end is this test. */
function makeWire() {
  const sent: RequestEnvelope[] = [];
  let events: WireEvents | null = null;
  const client = new WireClient((given) => {
    events = given;
    return { send: (envelope) => sent.push(envelope) };
  });
  const open = () => events?.opened();
  const close = () => events?.closed();
  const receive = (message: unknown) => events?.received(message);
  return { client, sent, open, close, receive };
}

const seed = { seed: "90210" };

function answer(id: string, reply: unknown) {
  return { kind: "answer", id, answer: { ok: true, reply } };
}

describe("the client over a wire", () => {
  test("what is asked before the wire is open is asked when it is", async () => {
    const wire = makeWire();
    const asked = wire.client.query("people.newSeed", {});
    expect(wire.sent).toEqual([]);
    wire.open();
    expect(wire.sent).toEqual([{ kind: "call", id: "1", name: "people.newSeed", input: {} }]);
    wire.receive(answer("1", seed));
    expect(await asked).toEqual(seed);
  });

  test("answers find their question, in whatever order they come", async () => {
    const wire = makeWire();
    wire.open();
    const first = wire.client.query("people.newSeed", {});
    const second = wire.client.query("people.newSeed", {});
    wire.receive(answer("2", { seed: "two" }));
    wire.receive(answer("1", { seed: "one" }));
    expect([(await first).seed, (await second).seed]).toEqual(["one", "two"]);
  });

  test("a command that lost its wire is asked again with the same key: it is one act", () => {
    const wire = makeWire();
    wire.open();
    void wire.client.command("assessment.withdraw", { case: "c-1" });
    wire.close();
    wire.open();
    const [first, again] = wire.sent;
    expect(again).toEqual(first);
    expect(first?.kind === "call" && (first.key?.length ?? 0) >= 8).toBe(true);
  });

  test("a job that lost its wire is not started twice, and says so", async () => {
    const wire = makeWire();
    wire.open();
    const job = wire.client.job("run.watch", { run: "r-1" }, () => {});
    wire.close();
    await expect(job.done).rejects.toMatchObject({ fault: { code: "unreachable" } });
    wire.open();
    expect(wire.sent).toHaveLength(1);
  });

  test("a fault of the host reaches the caller with its sentence", async () => {
    const wire = makeWire();
    wire.open();
    const asked = wire.client.query("people.newSeed", {});
    const fault = {
      code: "store",
      happened: "No room.",
      safe: "All is kept.",
      todo: "Free 200 MB.",
    };
    wire.receive({ kind: "answer", id: "1", answer: { ok: false, fault } });
    const thrown = await asked.catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(CallFailure);
    expect(thrown).toMatchObject({ fault });
  });

  test("an answer that is not what the contract says is refused, not shown", async () => {
    const wire = makeWire();
    wire.open();
    const asked = wire.client.query("people.newSeed", {});
    wire.receive(answer("1", { seed: 4417 }));
    await expect(asked).rejects.toMatchObject({ fault: { code: "bug" } });
  });

  test("nonsense on the wire is ignored", async () => {
    const wire = makeWire();
    wire.open();
    const asked = wire.client.query("people.newSeed", {});
    wire.receive(null);
    wire.receive({ kind: "answer", id: "77", answer: { ok: true, reply: {} } });
    wire.receive(answer("1", seed));
    expect(await asked).toEqual(seed);
  });

  test("changed areas are announced to every listener until it leaves", () => {
    const wire = makeWire();
    const heard: string[][] = [];
    const leave = wire.client.onChanged((areas) => heard.push([...areas]));
    wire.receive({ kind: "changed", areas: ["cases", "runs"] });
    leave();
    wire.receive({ kind: "changed", areas: ["app"] });
    expect(heard).toEqual([["cases", "runs"]]);
  });
});
