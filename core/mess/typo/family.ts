import type { MessOperator } from "../operator.ts";
import { typoOperators } from "./typos.ts";

/** Family A of mess.md: slips of the hand, of the eye and of the ear. */
export const typoFamily: readonly MessOperator[] = [...typoOperators];
