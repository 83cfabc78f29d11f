import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { explain } from "../faults/explain.ts";
import type { Explanation } from "../faults/explain.ts";
import type { ShotResult } from "./shot.ts";

const none = (_field: FieldId): string | null => null;

/** Everything that makes what came back out of what was sent; empty where nothing was changed. */
export function explanationsOf({ shot, outcome }: ShotResult): readonly Explanation[] {
  const field = fieldById(shot.field ?? "");
  if (field === undefined || shot.value === null || outcome.kind !== "changed") return [];
  return explain({
    field,
    source: shot.value,
    target: outcome.to,
    sourceSibling: none,
    targetSibling: none,
  });
}

export interface Foreground {
  /** The results as they would be without the other fault. */
  readonly looked: readonly ShotResult[];
  /** The fault that acts on every value beside the one that is looked for; null = none. */
  readonly background: string | null;
}

/**
 * Takes a second fault away that acts on values which the first one leaves alone: where every street
 * comes in capitals, one that is whole but for its capitals is not cut.
 */
export function withoutBackground(id: string, looked: readonly ShotResult[]): Foreground {
  const changed = looked.filter(({ outcome }) => outcome.kind === "changed");
  const by = new Map(changed.map((result) => [result, explanationsOf(result)]));
  const bears = (result: ShotResult, name: string): boolean =>
    by.get(result)?.some(({ steps }) => steps.some((step) => step.id === name)) === true;
  const others = changed.filter((result) => !bears(result, id));
  const own = changed.filter((result) => bears(result, id));
  const [first] = others;
  if (first === undefined || own.length === 0) return { looked, background: null };
  const singles = by.get(first)?.filter(({ steps }) => steps.length === 1) ?? [];
  const background = singles
    .flatMap(({ steps }) => steps.map((step) => step.id))
    .find(
      (name) => others.every((each) => bears(each, name)) && own.every((each) => bears(each, name)),
    );
  if (background === undefined) return { looked, background: null };
  return {
    background,
    looked: looked.map((result) =>
      others.includes(result) ? { ...result, outcome: { kind: "whole" } as const } : result,
    ),
  };
}
