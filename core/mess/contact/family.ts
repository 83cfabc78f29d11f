import type { MessOperator } from "../operator.ts";
import { sharedContactOperators } from "./contacts-shared.ts";
import { contactOperators } from "./contacts.ts";

/** Family F of mess.md: phones and mail. */
export const contactFamily: readonly MessOperator[] = [
  ...contactOperators,
  ...sharedContactOperators,
];
