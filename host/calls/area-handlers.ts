import type { CallName } from "../../api/contract.ts";
import type { Handlers } from "./handlers.ts";

/** The handlers of one area, picked by the part of the name before the dot. */
export type AreaHandlers<Prefix extends string> = Pick<Handlers, CallName & `${Prefix}.${string}`>;
