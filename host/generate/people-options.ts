import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import { parseMess, UnknownMess } from "../../core/mess/parse-mess.ts";
import { parseCivilDate } from "../../core/people/civil-date.ts";
import { localeTags } from "../../core/people/locales.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";

const base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A seed nobody chose: 64 bits as 13 characters that can be read over the phone (Crockford base32). */
export function randomSeed(randomBytes: (count: number) => Uint8Array): string {
  let bits = 0n;
  for (const byte of randomBytes(8)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 13; i++) {
    text = base32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/** `--count`: how many people, 1 to 1,000,000. */
export function readCount(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > 1_000_000) {
    throw wrongOption("--count", text, "a whole number from 1 to 1000000");
  }
  return count;
}

/** `--reference-date`: the civil date that "today" means in the people. */
export function readReferenceDate(text: string | undefined): string {
  if (text === undefined) return defaultReferenceDate;
  const date = parseCivilDate(text);
  // Beyond 9000, dates in the far future that mess makes would have five digits for their year.
  if (date === null || date.year < 1900 || date.year > 9000) {
    throw wrongOption(
      "--reference-date",
      text,
      `a date of the calendar like ${defaultReferenceDate}, from 1900 to 9000`,
    );
  }
  return text;
}

/** `--locale`: where names come from, one or more tags joined by commas. */
export function readLocales(text: string): readonly string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  for (const tag of tags) {
    if (!localeTags.includes(tag)) {
      throw wrongOption(
        "--locale",
        tag,
        `one or more of ${localeTags.join(", ")}, joined by commas`,
      );
    }
  }
  return tags;
}

/** `--mess`: a preset, or families and operators joined by commas. */
export function readMess(text: string): MessChoice {
  try {
    return parseMess(text);
  } catch (thrown) {
    if (!(thrown instanceof UnknownMess)) throw thrown;
    throw new CliFailure(exitCodes.usage, {
      happened: thrown.message,
      safe: "Nothing was done.",
      todo: "crosschart mess lists all operators.",
      at: "--mess",
    });
  }
}

function wrongOption(option: string, text: string, expected: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `${option} is "${text}"; expected ${expected}.`,
    safe: "Nothing was done.",
    todo: "Correct the option and try again.",
    at: option,
  });
}
