/** Every tenth person is a control, the sixth one first: a run of six has one. */
export function isControl(index: number): boolean {
  return index % 10 === 5;
}

/** How many people before this one carry mess. */
export function messyBefore(index: number): number {
  return index - Math.floor((index + 4) / 10);
}

/** The index of the person before whom so many carry mess. */
export function indexOfMessy(before: number): number {
  const inBlock = before % 9;
  return 10 * Math.floor(before / 9) + (inBlock < 5 ? inBlock : inBlock + 1);
}
