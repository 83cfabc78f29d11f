import { describe, expect, it } from "vitest";
import { chooseDoor, type DoorFacts } from "../../../host/desktop/choose-door.ts";

/** A desktop with everything there; each test takes something away. */
function facts(change: Partial<DoorFacts>): DoorFacts & { readonly fetched: string[] } {
  const fetched: string[] = [];
  return {
    fetched,
    browserAsked: false,
    env: { DISPLAY: ":0" },
    platform: "linux",
    electronFolder: "/electron",
    findBinary: () => null,
    gaveUpToday: () => Promise.resolve(false),
    fetch: (folder) => {
      fetched.push(folder);
      return Promise.resolve("no byte of it came for 20 seconds");
    },
    ...change,
  };
}

describe("start opens the desktop window", () => {
  it("where its binary lies on the disk, without fetching", async () => {
    const given = facts({ findBinary: () => "/electron/dist/electron" });
    expect(await chooseDoor(given)).toEqual({ kind: "desktop", binary: "/electron/dist/electron" });
    expect(given.fetched).toEqual([]);
  });

  it("where the binary could be fetched", async () => {
    let there: string | null = null;
    const given = facts({
      findBinary: () => there,
      fetch: () => {
        there = "/electron/dist/electron";
        return Promise.resolve(null);
      },
    });
    expect(await chooseDoor(given)).toEqual({ kind: "desktop", binary: "/electron/dist/electron" });
  });

  it("without an X display, where the screen is Wayland's or not Linux", async () => {
    const findBinary = () => "/binary";
    const wayland = facts({ env: { WAYLAND_DISPLAY: "wayland-0" }, findBinary });
    expect((await chooseDoor(wayland)).kind).toBe("desktop");
    expect((await chooseDoor(facts({ env: {}, platform: "win32", findBinary }))).kind).toBe(
      "desktop",
    );
  });
});

describe("start opens the browser page and says why, without fetching anything,", () => {
  it.each([
    ["where it was asked for", { browserAsked: true }, "you asked for it"],
    ["in CI", { env: { CI: "true", DISPLAY: ":0" } }, "build server"],
    ["without a display", { env: {} }, "no display"],
    ["in an installation without the window", { electronFolder: null }, "no desktop window"],
    ["after giving up today", { gaveUpToday: () => Promise.resolve(true) }, "tomorrow"],
  ])("%s", async (_when, change, says) => {
    const given = facts(change);
    const door = await chooseDoor(given);
    expect(door.kind === "browser" && door.why).toContain(says);
    expect(given.fetched).toEqual([]);
  });
});

describe("start opens the browser page after a fetch", () => {
  it("that failed, with its reason", async () => {
    const door = await chooseDoor(facts({}));
    expect(door).toEqual({
      kind: "browser",
      why: "the desktop window is not here, and no byte of it came for 20 seconds.",
    });
  });

  it("that left no complete binary", async () => {
    const door = await chooseDoor(facts({ fetch: () => Promise.resolve(null) }));
    expect(door.kind === "browser" && door.why).toContain("not complete");
  });
});
