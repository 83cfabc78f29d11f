/** Which door `start` opens: the desktop window where it can, else the browser page, and why. */

export type Door =
  | { readonly kind: "desktop"; readonly binary: string }
  /** `why` is the end of "Opening the browser page: …". */
  | { readonly kind: "browser"; readonly why: string };

export interface DoorFacts {
  readonly browserAsked: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The folder of the package `electron`, null where there is none. */
  readonly electronFolder: string | null;
  readonly findBinary: (folder: string) => string | null;
  readonly gaveUpToday: () => Promise<boolean>;
  /** Fetches the binary; null when it is there, else why not. Remembers a failure. */
  readonly fetch: (folder: string) => Promise<string | null>;
}

/** Looks first, fetches last, and never fetches where no window could open. */
export async function chooseDoor(facts: DoorFacts): Promise<Door> {
  const browser = (why: string): Door => ({ kind: "browser", why });
  if (facts.browserAsked) return browser("you asked for it.");
  if (isCi(facts.env)) return browser("this is a build server.");
  if (!hasDisplay(facts)) return browser("there is no display for a window here.");
  if (facts.electronFolder === null) return browser("this installation has no desktop window.");
  const there = facts.findBinary(facts.electronFolder);
  if (there !== null) return { kind: "desktop", binary: there };
  if (await facts.gaveUpToday()) {
    return browser(
      "the desktop window could not be fetched earlier today; tomorrow it is tried again.",
    );
  }
  const why = await facts.fetch(facts.electronFolder);
  if (why !== null) return browser(`the desktop window is not here, and ${why}.`);
  const fetched = facts.findBinary(facts.electronFolder);
  if (fetched === null) return browser("the desktop window was fetched, but is not complete.");
  return { kind: "desktop", binary: fetched };
}

/** Whether a window could be seen here. */
export function hasDisplay(facts: Pick<DoorFacts, "env" | "platform">): boolean {
  if (facts.platform !== "linux") return true;
  return Boolean(facts.env["DISPLAY"]) || Boolean(facts.env["WAYLAND_DISPLAY"]);
}

/** Whether a build server runs us (`CI` set to anything but false). */
export function isCi(env: DoorFacts["env"]): boolean {
  return Boolean(env["CI"]) && env["CI"] !== "false" && env["CI"] !== "0";
}
