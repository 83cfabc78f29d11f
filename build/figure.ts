/** One line of `bench`: our time for a piece of work beside that of a peer for the same. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  /** ours / peer: below 1 we are faster. */
  readonly ratio: number;
  /** Of `ours` and `peer`. */
  readonly unit: string;
}

const warmUp = 3;

export interface SideBySide {
  readonly name: string;
  readonly unit: string;
  readonly peerName: string;
  /** One unit of work each; both make or look at the same amount of data. */
  readonly ours: () => unknown;
  readonly peer: () => unknown;
  /** What a millisecond is multiplied by to become `unit`. */
  readonly perMs: number;
  readonly rounds: number;
}

/**
 * Measures both in turns within one process, so that a slow moment of the machine hits both; the best
 * round of each counts, because what else the machine does can only add. The first ones warm up.
 */
export async function sideBySide(pair: SideBySide): Promise<Figure> {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < warmUp; round++) {
    await pair.ours();
    await pair.peer();
  }
  for (let round = 0; round < pair.rounds; round++) {
    ours.push(await timeOf(pair.ours));
    peer.push(await timeOf(pair.peer));
  }
  const mine = Math.min(...ours) * pair.perMs;
  const theirs = Math.min(...peer) * pair.perMs;
  return {
    name: pair.name,
    ours: rounded(mine),
    peer: rounded(theirs),
    peerName: pair.peerName,
    ratio: rounded(mine / theirs),
    unit: pair.unit,
  };
}

async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
