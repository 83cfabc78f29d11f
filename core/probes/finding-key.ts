import type { RunFault } from "../compare/result.ts";

type Named = Pick<RunFault, "id" | "params" | "fields">;

/**
 * The key of a finding within its run: the fault's id, and where the run has several of that fault, the
 * first field and the parameters that tell them apart (`TRUNCATE@patient.address.line1;n=50`).
 */
export function findingKey(fault: Named, all: readonly Named[]): string {
  const alike = all.filter((each) => each.id === fault.id);
  if (alike.length <= 1) return fault.id;
  const whole = describe(fault);
  // Two causes that even these cannot tell apart keep their order.
  const same = alike.filter((each) => describe(each) === whole);
  return same.length > 1 ? `${whole}#${same.indexOf(fault) + 1}` : whole;
}

function describe({ id, params, fields }: Named): string {
  const values = Object.entries(params)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `;${name}=${value}`);
  return `${id}@${fields[0] ?? "record"}${values.join("")}`;
}

/** The finding that a key or, where it is the only one, a fault's id names; null where none is. */
export function findingByKey<F extends Named>(key: string, all: readonly F[]): F | null {
  const exact = all.find((each) => findingKey(each, all) === key);
  if (exact !== undefined) return exact;
  const alike = all.filter((each) => each.id === key);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
