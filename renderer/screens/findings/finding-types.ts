import type { Reply } from "../../../api/contract.ts";

export type Finding = Reply<"finding.detail">;
