import type { MessOperator } from "../operator.ts";
import { furtherNameOperators } from "./names-further.ts";
import { manyNameOperators } from "./names-many.ts";
import { scriptNameOperators } from "./names-scripts.ts";
import { unicodeNameOperators } from "./names-unicode.ts";
import { nameOperators } from "./names.ts";

/** Family B of mess.md: names and their letters. */
export const nameFamily: readonly MessOperator[] = [
  ...nameOperators,
  ...unicodeNameOperators,
  ...scriptNameOperators,
  ...furtherNameOperators,
  ...manyNameOperators,
];
