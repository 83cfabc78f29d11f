import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useClient } from "../../shell/use-call.ts";
import type { CaseLine, CaseQuery } from "./case-types.ts";

const pageSize = 100;

export interface CasePages {
  readonly total: number;
  readonly waiting: number;
  readonly cantTell: number;
  readonly loading: boolean;
  readonly error: unknown;
  readonly at: (index: number) => CaseLine | undefined;
  /** Place of a case in the list, -1 while its page is not loaded. */
  readonly indexOf: (id: string | null) => number;
}

/** The pages of the case list that are looked at, [from, to] by index; each page is one query. */
export function useCasePages(run: string, query: CaseQuery, from: number, to: number): CasePages {
  const client = useClient();
  const first = Math.max(0, Math.floor(from / pageSize));
  const last = Math.max(first, Math.floor(to / pageSize));
  const wanted = [
    ...new Set([0, ...Array.from({ length: last - first + 1 }, (_, at) => first + at)]),
  ];
  const pages = useQueries({
    queries: wanted.map((page) => {
      const input = { run, ...query, offset: page * pageSize, limit: pageSize };
      return {
        queryKey: ["case.list", input],
        queryFn: () => client.query("case.list", input),
        placeholderData: keepPreviousData,
      };
    }),
  });
  const loaded = new Map(wanted.map((page, at) => [page, pages[at]?.data]));
  const any = pages.find((page) => page.data !== undefined)?.data;
  return {
    total: any?.total ?? 0,
    waiting: any?.waiting ?? 0,
    cantTell: any?.cantTell ?? 0,
    loading: any === undefined && pages.some((page) => page.isPending),
    error: any === undefined ? (pages.find((page) => page.isError)?.error ?? null) : null,
    at: (index) => loaded.get(Math.floor(index / pageSize))?.cases[index % pageSize],
    indexOf: (id) => {
      for (const [page, data] of loaded) {
        const at = data?.cases.findIndex((line) => line.id === id) ?? -1;
        if (at >= 0) return page * pageSize + at;
      }
      return -1;
    },
  };
}
