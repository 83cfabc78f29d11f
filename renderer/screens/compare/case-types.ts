import type { Input, Reply } from "../../../api/contract.ts";

export type CaseDetail = Reply<"case.detail">;
export type CaseLine = CaseDetail["case"];
export type Row = CaseDetail["sections"][number]["rows"][number];
export type Section = CaseDetail["sections"][number];
export type RowVerdict = Row["verdict"];

/** What the list of cases is asked for; every part that is given must agree. */
export type CaseQuery = Omit<Input<"case.list">, "run" | "offset" | "limit">;
export type CaseSort = CaseQuery["sort"];
