import { stringAt } from "./cursor.ts";
import { map } from "./out.ts";
import type { Pick } from "./path.ts";

/** The extension with a URL. */
export function extensionPick(url: string): Pick {
  return { is: (found) => stringAt(found, "url") === url, make: () => map({ url }) };
}
