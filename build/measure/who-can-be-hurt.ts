import type { FaultSwitch, Route, Work } from "../../host/practice/faults/fault.ts";
import { freshMemory } from "../../host/practice/faults/fault.ts";
import { checkSwitch } from "../../host/practice/faults/parse-faults.ts";
import { canHold, removeValue, writeValue } from "../../host/practice/fields/change-value.ts";
import { locate } from "../../host/practice/fields/locate.ts";
import type { Located } from "../../host/practice/fields/locate.ts";
import { readMessage } from "../../host/practice/interface/read-message.ts";
import { copyOf, stringOf } from "../../host/practice/json/lossless-tree.ts";
import type { JsonObject } from "../../host/practice/json/lossless-tree.ts";
import type { Recorded, SentPerson } from "./record-people.ts";

/**
 * Positions of the people of whose messages a fault changes anything, worked out with the practice's own
 * code and without sending. Null where that cannot be said before: what acts in the flow of messages, on
 * the line, or by what came before. It chooses whom to send; what the fault did is told by the twin alone.
 */
export function whoCanBeHurt(
  recorded: Recorded,
  rounds: 1 | 2,
  fault: FaultSwitch,
  route: Route,
): readonly number[] | null {
  const active = checkSwitch(fault);
  const { act, wire } = active.fault;
  if (fault.id === "PAGING-LOSS")
    return whoHasMore(recorded, rounds, Number(active.params["size"]));
  if (act.kind === "flow" || (route === "hl7" && wire !== undefined)) return null;
  const { sent } = recorded.rounds[rounds - 1] ?? { sent: [] };
  const fields = new Set(active.fields);
  const memory = freshMemory();
  const hurts = ({ resource, places }: Placed, patient: string): boolean => {
    const chosen = places.filter(({ field }) => fields.has(field));
    if (act.kind === "value") {
      return chosen.some((place) => {
        const after = act.change(place.text, active.params, place);
        return after !== place.text && (after === null || canHold(place, after));
      });
    }
    const work = workOn(copyOf(resource), chosen, { memory, patient, fields: active.fields });
    act.change(work.work, active.params);
    return work.changed();
  };
  return sent.flatMap((one, at) =>
    placesOf(one).some((each) => hurts(each, one.person.id)) ? [at] : [],
  );
}

/** Positions of the people who have more records of one kind than a page holds. */
function whoHasMore({ rounds: all }: Recorded, rounds: 1 | 2, size: number): readonly number[] {
  return (all[rounds - 1]?.sent ?? []).flatMap(({ message }, at) => {
    const kinds = Map.groupBy(readMessage(message), ({ resource }) =>
      stringOf(resource?.["resourceType"]),
    );
    return [...kinds.values()].some(({ length }) => length > size) ? [at] : [];
  });
}

interface Placed {
  readonly resource: JsonObject;
  readonly places: readonly Located[];
}

const known = new WeakMap<SentPerson, readonly Placed[]>();

function placesOf(sent: SentPerson): readonly Placed[] {
  const before = known.get(sent);
  if (before !== undefined) return before;
  const made = readMessage(sent.message).flatMap(({ resource }) =>
    resource === null ? [] : [{ resource, places: locate(resource) }],
  );
  known.set(sent, made);
  return made;
}

function workOn(
  resource: JsonObject,
  chosen: readonly Located[],
  of: Pick<Work, "memory" | "patient" | "fields">,
): { work: Work; changed: () => boolean } {
  let changed = false;
  const work: Work = {
    ...of,
    resource,
    chosen,
    visits: [],
    coverages: 0,
    note: () => {
      changed = true;
    },
    change: (place, after) => {
      if (after !== null && !canHold(place, after)) return false;
      changed = true;
      if (after === null) removeValue(resource, place);
      else writeValue(resource, place, after);
      return true;
    },
  };
  return { work, changed: () => changed };
}
