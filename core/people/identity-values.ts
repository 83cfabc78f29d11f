import { dateText } from "./civil-date.ts";
import { entryKinds } from "./entry-kinds.ts";
import type { Making } from "./making.ts";
import { defaultMarker } from "./people-set.ts";
import { streetKinds, towns } from "./places.ts";
import { plainFamilyName, plainGivenName, withToken } from "./plain-names.ts";

/** Youngest and oldest age of a base person, in years of 365.25 days. */
const ages = { from: 19, to: 88 };
/** Width of one person's share of all birth days: at least three whole months. */
export const birthWindowDays = Math.floor(((ages.to - ages.from) * 1461) / 4 / 256);

/** First day of the span of birth days that belongs to this person alone, within the block of 256. */
export function birthWindowStart(making: Making): number {
  const oldest = making.numbers.today - Math.floor((ages.to * 1461) / 4);
  return oldest + making.numbers.blockSlot(making.index, "birth-date") * birthWindowDays;
}

export function putIdentity(making: Making): void {
  const { draft, numbers, index } = making;
  draft.put("patient.identifier.mrn", "", numbers.mrn(index));
  draft.put("patient.identifier.mrn-authority", "", making.set.mrn.system);
  draft.put("patient.identifier.type", "", "MR");
  draft.put("patient.identifier.ssn", "", numbers.ssn(index));
  draft.put("patient.identifier.synthetic", "", numbers.entryId(index, entryKinds.person, 0));
  draft.put("patient.test-mark", "", "HTEST");
  draft.put("patient.active", "", "true");
}

export function putName(making: Making): void {
  const { draft, locale, sex } = making;
  const draw = making.draw;
  const family = plainFamilyName(locale, sex, draw("patient.name.family"));
  draft.put("patient.name.family", "", withToken(family, making.token("patient.name.family")));
  const given = plainGivenName(locale, sex, draw("patient.name.given"));
  draft.put("patient.name.given", "", withToken(given, making.token("patient.name.given")));
  if (draw("patient.name.middle", "", "has").below(10) < 7) {
    draft.put("patient.name.middle", "", plainGivenName(locale, sex, draw("patient.name.middle")));
  }
  if (sex === "male" && draw("patient.name.suffix", "", "has").below(20) === 0) {
    draft.put("patient.name.suffix", "", "Jr");
  }
  draft.put("patient.name.prefix", "marker", making.set.marker ?? defaultMarker);
  if (draw("patient.name.prefix", "title-1", "has").below(12) === 0) {
    draft.put("patient.name.prefix", "title-1", "Dr");
  }
}

export function putBirthAndSex(making: Making): void {
  const { draft, sex } = making;
  const day = birthWindowStart(making) + making.draw("patient.birth-date").below(birthWindowDays);
  draft.put("patient.birth-date", "", dateText(day));
  draft.put("patient.sex", "", sex);
  draft.put("patient.sex-at-birth", "", sex === "female" ? "F" : "M");
  draft.put("patient.deceased", "", "false");
  draft.put(
    "patient.marital-status",
    "",
    making.draw("patient.marital-status").pick(["S", "M", "D", "W"]),
  );
  // Codes of the CDC race and ethnicity code set, as illustrations.
  draft.put("patient.race", "", making.draw("patient.race").pick(["2106-3", "2054-5", "2028-9"]));
  draft.put("patient.ethnicity", "", making.draw("patient.ethnicity").pick(["2186-5", "2135-2"]));
  const language = making.draw("patient.language").pick(["en", "en", "en", "es", "vi", "fr"]);
  draft.put("patient.language", "", language);
  draft.put("patient.language-preferred", "", "true");
  draft.put("patient.interpreter-required", "", language === "en" ? "false" : "true");
}

export function putAddress(making: Making): void {
  const { draft } = making;
  const draw = making.draw("patient.address.line1");
  const token = making.token("patient.address.line1");
  const street = token.charAt(0).toUpperCase() + token.slice(1);
  draft.put(
    "patient.address.line1",
    "",
    `${101 + draw.below(899)} ${street} ${draw.pick(streetKinds)}`,
  );
  const town = making.draw("patient.address.city").pick(towns);
  draft.put("patient.address.city", "", town.city);
  draft.put("patient.address.county", "", town.county);
  draft.put("patient.address.state", "", town.state);
  draft.put("patient.address.postal-code", "", town.zip);
  draft.put("patient.address.country", "", "US");
}
