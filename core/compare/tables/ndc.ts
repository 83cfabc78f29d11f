/** System of National Drug Codes in FHIR (hl7.org/fhir/R4/ndc.html). */
export const ndcSystem = "http://hl7.org/fhir/sid/ndc";

/** The three ways in which ten digits are parted (21 CFR 207.33), and the eleven-digit form of billing. */
const layouts: Readonly<Record<string, readonly [number, number, number]>> = {
  "4-4-2": [4, 4, 2],
  "5-3-2": [5, 3, 2],
  "5-4-1": [5, 4, 1],
};

export const ndcLayouts: readonly string[] = Object.keys(layouts);

/**
 * The eleven digits (5-4-2) of an NDC. Hyphens say where the segments end; ten bare digits say it only
 * with a declared layout. Null for anything else: a guess could be another drug.
 */
export function ndcDigits(text: string, layout: string | null): string | null {
  if (/^\d{11}$/u.test(text)) return text;
  const parted = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/u.exec(text);
  if (parted !== null) {
    const [, labeler = "", product = "", pack = ""] = parted;
    const length = labeler.length + product.length + pack.length;
    if (length !== 10 && length !== 11) return null;
    return labeler.padStart(5, "0") + product.padStart(4, "0") + pack.padStart(2, "0");
  }
  const segments = layout === null ? undefined : layouts[layout];
  if (segments === undefined || !/^\d{10}$/u.test(text)) return null;
  const [first, second] = segments;
  const hyphened = [
    text.slice(0, first),
    text.slice(first, first + second),
    text.slice(first + second),
  ];
  return ndcDigits(hyphened.join("-"), null);
}
