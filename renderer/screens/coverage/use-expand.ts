import { goTo } from "../../shell/use-route.ts";
import { useChoice, useChoose } from "../make/use-choice.ts";

/** Goes to Make patients with exactly these kinds of mess; null while the choice is not known. */
export function useExpand(): ((operators: readonly string[]) => void) | null {
  const offered = useChoice();
  const choose = useChoose(offered.data);
  if (offered.data === undefined) return null;
  return (operators) => {
    choose({ mess: [...new Set(operators)].join(",") });
    goTo({ screen: "make" });
  };
}
