import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import { useClient } from "../../shell/use-call.ts";
import type { MadePerson } from "./planted.ts";

const pageSize = 50;

export interface PreviewPages {
  readonly total: number;
  readonly controls: number;
  readonly loading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly at: (index: number) => MadePerson | undefined;
}

/** The people that are looked at, [from, to] by index; each page is one query. */
export function usePreviewPages(choice: PeopleChoice, from: number, to: number): PreviewPages {
  const client = useClient();
  const first = Math.floor(from / pageSize);
  const last = Math.max(first, Math.floor(to / pageSize));
  const wanted = [
    ...new Set([0, ...Array.from({ length: last - first + 1 }, (_, at) => first + at)]),
  ];
  const pages = useQueries({
    queries: wanted
      .filter((page) => page * pageSize < choice.count)
      .map((page) => {
        const input = { ...choice, offset: page * pageSize, limit: pageSize };
        return {
          queryKey: ["people.preview", input],
          queryFn: () => client.query("people.preview", input),
          placeholderData: keepPreviousData,
        };
      }),
  });
  const loaded = new Map(wanted.map((page, at) => [page, pages[at]?.data]));
  const any = pages.find((page) => page.data !== undefined)?.data;
  const failed = pages.find((page) => page.isError);
  return {
    total: any?.total ?? 0,
    controls: any?.controls ?? 0,
    loading: any === undefined && failed === undefined,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    at: (index) =>
      loaded.get(Math.floor(index / pageSize))?.people.find((person) => person.index === index),
  };
}
