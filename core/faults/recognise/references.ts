import type { Field } from "../../catalogue/field.ts";
import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** What a reference leads to, told by the catalogue's naming. */
function leadsTo(field: Field): "encounter" | "location" | "provider" | null {
  if (field.form !== "reference") return null;
  if (field.id.endsWith(".encounter")) return "encounter";
  if (field.id.endsWith(".location") || field.id.endsWith("place-of-service")) return "location";
  const isProvider = /^provider\.|provider$|\.author$|\.prescriber$|^referral\.(?:from|to)$/u;
  return isProvider.test(field.id) ? "provider" : null;
}

/** Letters and digits as kinds: a number of one make looks like another of that make. */
function shape(text: string): string {
  return text.replace(/\p{L}/gu, "A").replace(/\d/gu, "9");
}

/** A whole number as references have them: a name with a dash, or ten digits. */
const whole = /^(?:[A-Z]{2,}[.-][A-Z0-9.-]{2,}|\d{10})$/u;

/** Another whole number; a damaged one has a class of its own. */
function isAnother(source: string, target: string): boolean {
  if (source === target || source.length < 4) return false;
  if (source.startsWith(target) || target.startsWith(source)) return false;
  return shape(source) === shape(target) || (whole.test(source) && whole.test(target));
}

function wrong(id: string, kind: ReturnType<typeof leadsTo>, says: string): Recogniser {
  return {
    id,
    cost: 1,
    agree: [],
    applies: (field) => leadsTo(field) === kind,
    propose: ({ source, target }) =>
      isAnother(source, target) ? [{ from: source, to: target }] : [],
    simulate: ({ to }) => String(to),
    why: (_params, source, target) => `${says}: ${quoted(source)} became ${quoted(target)}.`,
  };
}

/** References that lead elsewhere (faults.md 4.7). */
export const referenceRecognisers: readonly Recogniser[] = [
  wrong("WRONG-ENCOUNTER", "encounter", "It hangs on another visit"),
  wrong("WRONG-PROVIDER", "provider", "Another provider is named"),
  wrong("WRONG-LOCATION", "location", "Another place is named"),
];
