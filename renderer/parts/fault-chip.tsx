import type { Verdict } from "../../core/compare/result.ts";
import { verdictLooks } from "./sign.tsx";

interface FaultChipProps {
  readonly verdict: Verdict;
  readonly short: string;
  readonly long: string;
  readonly code: string;
  /** Address of the finding that it belongs to; without one the chip is no link. */
  readonly href?: string | null;
  /** Whether Tab stops at it. */
  readonly inTabOrder?: boolean;
}

/** Short name in the state's edge; full name and code in the tooltip and the accessible name; leads to the finding. */
export function FaultChip({ verdict, short, long, code, href, inTabOrder }: FaultChipProps) {
  const looks = `chip ${verdictLooks[verdict].look}`;
  const title = `${long} · ${code}`;
  const words = (
    <>
      {short}
      <span className="vh">, {code}</span>
    </>
  );
  if (href === undefined || href === null) {
    return (
      <span className={looks} title={title}>
        {words}
      </span>
    );
  }
  return (
    <a
      className={looks}
      title={`${title}. Open the finding`}
      href={href}
      tabIndex={inTabOrder === true ? 0 : -1}
    >
      {words}
    </a>
  );
}
