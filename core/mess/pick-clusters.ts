import { personStreams } from "../people/streams.ts";
import type { Cell } from "./assignment-table.ts";
import type { MessOperator } from "./operator.ts";
import { indexOfMessy } from "./messy-order.ts";

/** A cluster from the view of one of its people. */
export interface PickedCluster {
  readonly cell: Cell;
  /** Index of each member in the set, in order. */
  readonly indexes: readonly number[];
  /** Which cluster of its kind it is, from 0. */
  readonly variant: number;
}

/** The cluster that a row belongs to: its members are the people of the rows around it. */
export function clusterOf(
  cells: readonly Cell[],
  before: number,
  variant: number,
): PickedCluster | null {
  const cell = cells.find(({ operator }) => operator.cluster !== null);
  return cell === undefined ? null : around(cell, before - cell.member, variant);
}

function around(cell: Cell, first: number, variant: number): PickedCluster {
  const members = cell.operator.cluster?.members ?? 1;
  const indexes = Array.from({ length: members }, (_, member) => indexOfMessy(first + member));
  return { cell, indexes, variant };
}

/** Clusters of real life have at most so many people; each stretch of so many holds one at the most. */
const stretch = 5;

/**
 * The cluster of a messy person where weights decide. One number is drawn for each stretch of people; each
 * kind of cluster has its own part of [0, 1), in the order of introduction, so that a new kind takes
 * nothing from an older one.
 */
export function clustersByShare(
  key: string,
  before: number,
  catalogue: readonly MessOperator[],
): PickedCluster | null {
  const at = Math.floor(before / stretch);
  const member = before % stretch;
  const streams = personStreams(key, at);
  const drawn = streams("cluster", "", "carries").fraction();
  let from = 0;
  for (const operator of catalogue) {
    const { cluster, share } = operator;
    if (cluster === null || share === null || cluster.members > stretch) continue;
    const to = from + (share * stretch) / cluster.members;
    if (drawn >= from && drawn < to) {
      if (member >= cluster.members) return null;
      const target = streams(operator.id, "", "cluster-target").pick(operator.targets);
      return around({ operator, target, member }, at * stretch, at);
    }
    from = to;
  }
  return null;
}
