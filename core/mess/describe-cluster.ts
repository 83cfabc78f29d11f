import { type PersonCluster, personId } from "../people/people-set.ts";
import { type Agreement, allowedOutcomes, type PersonPair } from "./pair-truth.ts";
import type { PickedCluster } from "./pick-clusters.ts";

const strength: readonly Agreement[] = ["weak", "strong", "trusted"];

/** Who belongs together and what is true of each two. */
export function describeCluster({ cell, indexes, variant }: PickedCluster): PersonCluster {
  const { operator, target, member } = cell;
  const kind = operator.cluster;
  if (kind === null) throw new Error(`${operator.id} makes no cluster.`);
  const people = indexes.map(personId);
  const { agrees, same } = kind;
  const withFirst = (at: number): Agreement =>
    typeof agrees === "string" ? agrees : agrees(at, target);
  const pairs = people.flatMap((b, at) =>
    people.slice(0, at).map((a, before): PersonPair => {
      // Two copies have in common what both have in common with the first one.
      const both = before === 0 ? [withFirst(at)] : [withFirst(at), withFirst(before)];
      const weakest = strength.find((level) => both.includes(level)) ?? "weak";
      return { a, b, same, agrees: weakest, allowed: allowedOutcomes(same, weakest) };
    }),
  );
  const id = `${operator.id}/${target}/${String(variant + 1)}`;
  return { id, operator: operator.id, member: member + 1, people, pairs };
}
