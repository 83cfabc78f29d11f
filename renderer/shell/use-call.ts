import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Input, NamesOf, Reply } from "../../api/contract.ts";
import type { Area } from "../../api/envelope.ts";
import type { Client } from "./client.ts";

const ClientContext = createContext<Client | null>(null);
export const ClientProvider = ClientContext.Provider;

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("no client around this screen");
  return client;
}

/** Which calls show something of an area; a `changed` event asks exactly these again. */
const shows: Readonly<Record<Area, readonly string[]>> = {
  app: ["app"],
  workspace: ["workspace", "run", "case", "assessment", "connection"],
  people: ["people"],
  connections: ["connection", "workspace", "coverage", "rule"],
  practice: ["practice", "connection"],
  runs: ["run", "workspace", "case", "finding", "probe", "coverage"],
  cases: ["case", "run", "workspace", "finding", "coverage"],
  assessments: ["assessment", "case", "workspace"],
  ledger: ["app"],
};

export function makeQueryClient(client: Client): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  client.onChanged((areas) => {
    const names = new Set(areas.flatMap((area) => shows[area]));
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => names.has(String(queryKey[0]).split(".")[0] ?? ""),
    });
  });
  return queries;
}

/** A query of the contract, asked again when its area changes. `input` null = not yet. */
export function useCall<N extends NamesOf<"query">>(
  name: N,
  input: Input<N> | null,
  keep = false,
): UseQueryResult<Reply<N>> {
  const client = useClient();
  return useQuery<Reply<N>>({
    queryKey: [name, input],
    queryFn: () => {
      if (input === null) throw new Error("asked without input");
      return client.query(name, input);
    },
    enabled: input !== null,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export function useCommand<N extends NamesOf<"command">>(name: N) {
  const client = useClient();
  return useMutation<Reply<N>, Error, Input<N>>({
    mutationFn: (input) => client.command(name, input),
  });
}
