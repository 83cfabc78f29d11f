import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Rectangle } from "electron";
import { z } from "zod";

/** Where the window was and how large, in points of the screen. */
const windowState = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640).max(16_384),
  height: z.int().min(480).max(16_384),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

export const smallestWindow = { width: 960, height: 640 } as const;
const firstWindow = { width: 1360, height: 860 } as const;

/**
 * Reads the kept state; one that is damaged, or would put the window where no screen is any more,
 * gives way to the first size.
 * @param screens the areas of the displays there are now
 */
export function readWindowState(
  file: string,
  screens: readonly Rectangle[],
): Partial<WindowState> & { width: number; height: number } {
  try {
    const state = windowState.parse(JSON.parse(readFileSync(file, "utf8")));
    if (screens.some((screen) => isGrabbable(state, screen))) return state;
  } catch {
    // Absent or damaged: the first size is as good.
  }
  return firstWindow;
}

/** The title bar's middle must lie on the screen, or nobody can move the window. */
function isGrabbable(state: WindowState, screen: Rectangle): boolean {
  const middle = state.x + state.width / 2;
  return (
    middle >= screen.x &&
    middle <= screen.x + screen.width &&
    state.y >= screen.y &&
    state.y + 40 <= screen.y + screen.height
  );
}

/** Keeps the state; a disk that refuses costs the position, never the work. */
export function keepWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // Nothing to do for the user.
  }
}
