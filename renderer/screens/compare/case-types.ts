import type { Reply } from "../../../api/contract.ts";

export type CaseDetail = Reply<"case.detail">;
export type CaseLine = CaseDetail["case"];
export type Row = CaseDetail["sections"][number]["rows"][number];
export type Section = CaseDetail["sections"][number];
export type CaseSort = "waiting" | "harm" | "fault" | "name" | "number";
