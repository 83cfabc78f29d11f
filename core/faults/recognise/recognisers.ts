import { characterRecognisers } from "./characters.ts";
import { charsetRecognisers } from "./charsets.ts";
import { codeRecognisers } from "./codes.ts";
import { contactRecognisers } from "./contacts.ts";
import { dateRecognisers } from "./dates.ts";
import { derivedRecognisers } from "./derived.ts";
import { editionRecognisers } from "./editions.ts";
import { escapeRecognisers } from "./escapes.ts";
import { identifierRecognisers } from "./identifiers.ts";
import { joinRecognisers } from "./joins.ts";
import { lengthRecognisers } from "./length.ts";
import { numberRecognisers } from "./numbers.ts";
import { referenceRecognisers } from "./references.ts";
import { spaceRecognisers } from "./spaces.ts";
import { twinRecognisers } from "./twins.ts";
import type { Recogniser } from "./recogniser.ts";

/** Recognisers of values, in the order that wins among equals (faults.md section 2). */
export const recognisers: readonly Recogniser[] = [
  ...derivedRecognisers,
  ...numberRecognisers,
  ...dateRecognisers,
  ...editionRecognisers,
  ...codeRecognisers,
  ...referenceRecognisers,
  ...identifierRecognisers,
  ...contactRecognisers,
  ...charsetRecognisers,
  ...escapeRecognisers,
  ...spaceRecognisers,
  ...characterRecognisers,
  ...twinRecognisers,
  ...joinRecognisers,
  ...lengthRecognisers,
];

const byId: ReadonlyMap<string, Recogniser> = new Map(recognisers.map((each) => [each.id, each]));

/** The recogniser of a fault, undefined where it is not recognised on values. */
export function recogniserById(id: string): Recogniser | undefined {
  return byId.get(id);
}
