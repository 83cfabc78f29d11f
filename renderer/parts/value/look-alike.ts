/** Letters of other scripts that look like Latin ones: the common subset of Unicode's confusables. */
const cyrillic = new Set("авеёзкмнорстухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅ");
const greek = new Set("αικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ");

const latin = /\p{Script=Latin}/u;

export function hasLatinLetter(text: string): boolean {
  return latin.test(text);
}

/**
 * The name of the script of a letter that a reader would take for a Latin one, or null.
 * Blind spot: it lists the usual suspects, not all of Unicode's confusables.
 */
export function lookAlikeScript(character: string): "Cyrillic" | "Greek" | "full-width" | null {
  if (cyrillic.has(character)) return "Cyrillic";
  if (greek.has(character)) return "Greek";
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xff01 && code <= 0xff5e) return "full-width";
  return null;
}
