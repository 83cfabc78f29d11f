import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { useCall, useClient } from "../../shell/use-call.ts";

type Offered = Reply<"people.choice">;

/**
 * What was chosen since the host was last asked. It is shown at once: a text field whose value comes
 * back a moment later loses its cursor.
 */
let since: { readonly of: Offered; readonly choice: PeopleChoice } | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remember(next: typeof since): void {
  since = next;
  for (const listener of listeners) listener();
}

/** What is chosen on Make patients, as the host keeps it: it is there again after a restart. */
export function useChoice(): UseQueryResult<Offered> {
  const asked = useCall("people.choice", {});
  const later = useSyncExternalStore(subscribe, () => since);
  if (asked.data === undefined || later?.of !== asked.data) return asked;
  return { ...asked, data: { ...asked.data, choice: later.choice, imported: null } };
}

/** Changes a part of the choice: at once here, and kept by the host. An imported set is let go of. */
export function useChoose(offered: Offered | undefined): (part: Partial<PeopleChoice>) => void {
  const client = useClient();
  const queries = useQueryClient();
  return (part) => {
    const of = queries.getQueryData<Offered>(["people.choice", {}]);
    if (offered === undefined || of === undefined) return;
    const before = since?.of === of ? since.choice : offered.choice;
    const choice: PeopleChoice = { ...before, set: null, ...part };
    remember({ of, choice });
    // What the host does not take is not shown either.
    client.command("people.choose", choice).catch(() => remember(null));
  };
}
