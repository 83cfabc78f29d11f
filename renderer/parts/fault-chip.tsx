import type { Verdict } from "../../core/compare/result.ts";
import { verdictLooks } from "./sign.tsx";

interface FaultChipProps {
  readonly verdict: Verdict;
  readonly short: string;
  readonly long: string;
  readonly code: string;
}

/** Short name in the state's edge; full name and code in the tooltip and the accessible name. */
export function FaultChip({ verdict, short, long, code }: FaultChipProps) {
  return (
    <span className={`chip ${verdictLooks[verdict].look}`} title={`${long} · ${code}`}>
      {short}
      <span className="vh">, {code}</span>
    </span>
  );
}
