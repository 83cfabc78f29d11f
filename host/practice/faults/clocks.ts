import { fieldsOfKind } from "../fields/field-table.ts";
import { numberParam, textParam } from "./fault.ts";
import type { PracticeFault } from "./fault.ts";
import { choice, valueFault } from "./make-fault.ts";

const dates = fieldsOfKind("date");
const times = fieldsOfKind("datetime");
const day = 86_400_000;

/** Milliseconds of a civil date at midnight, UTC; null for what is no full date of the calendar. */
function civil(text: string): { at: number; rest: string } | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(.*)$/s.exec(text);
  if (!match) return null;
  const [, year, month, days, rest = ""] = match;
  const at = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(days));
  return { at, rest };
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The wall clock moved, its offset kept: what a reader in another zone makes of a time without one. */
function moved(text: string, minutes: number): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(.*)$/s.exec(text);
  if (!match) return text;
  const [, date = "", clock = "", rest = ""] = match;
  const at = Date.parse(`${date}T${clock}:00Z`);
  if (Number.isNaN(at)) return text;
  return new Date(at + minutes * 60_000).toISOString().slice(0, 16) + rest;
}

const misreadings: Readonly<Record<string, (at: number) => number>> = {
  // Seconds taken for milliseconds: everybody is born in January 1970.
  "seconds-as-ms": (at) => at / 1000,
  // The serial of a spreadsheet with the 1904 calendar, read with that of 1900.
  "serial-1904": (at) => at + 1462 * day,
  // A negative number of seconds, kept without a sign.
  unsigned: (at) => (at < 0 ? at + 2 ** 32 * 1000 : at),
};

function misread(text: string, kind: string): string {
  const found = civil(text);
  const read = misreadings[kind];
  return found && read ? iso(read(found.at)) + found.rest : text;
}

/** The days that a lenient or a cautious calendar does not know. */
function rolled(text: string, to: string): string {
  const found = civil(text);
  if (!found) return text;
  const written = text.slice(0, 10);
  if (iso(found.at) !== written) return iso(to === "next" ? found.at : found.at - day) + found.rest;
  if (written.slice(5) !== "02-29") return text;
  return iso(found.at + (to === "next" ? day : -day)) + found.rest;
}

const machineForms: Readonly<Record<string, (text: string) => string>> = {
  compact: (text) => text.replaceAll("-", ""),
  "json-ticks": (text) => `/Date(${civil(text)?.at ?? ""})/`,
  us: (text) => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2/$3/$1"),
};

/** Faults of clocks and of numbers that stand for days. */
export const clockFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "TIME-SHIFT",
      family: "dates",
      stage: "MAP",
      seen: ["The time moved by whole hours.", "09:00", "14:00"],
      params: [
        {
          name: "minutes",
          says: "by how much, forward or back",
          default: 300,
          least: -840,
          most: 840,
        },
      ],
      fields: times,
    },
    (text, params) => moved(text, numberParam(params, "minutes")),
  ),
  valueFault(
    {
      id: "EPOCH",
      family: "dates",
      stage: "MAP",
      seen: ["The date became one around 1970, or four years later.", "1980-03-04", "1970-01-04"],
      params: [
        choice("kind", "how the number of the day was misread", [
          "seconds-as-ms",
          "serial-1904",
          "unsigned",
        ]),
      ],
      fields: dates,
    },
    (text, params) => misread(text, textParam(params, "kind")),
  ),
  valueFault(
    {
      id: "DATE-ROLLOVER",
      family: "dates",
      stage: "VALIDATE",
      seen: ["29 February became 1 March.", "2000-02-29", "2000-03-01"],
      params: [choice("to", "the day after, or the last day that it knows", ["next", "previous"])],
      fields: dates,
    },
    (text, params) => rolled(text, textParam(params, "to")),
  ),
  valueFault(
    {
      id: "DATE-FORMAT-LEAK",
      family: "dates",
      stage: "RENDER",
      seen: ["The date is shown in machine form.", "1980-03-04", "19800304"],
      params: [choice("form", "which one", ["compact", "json-ticks", "us"])],
      fields: ["allergy.onset", "problem.onset", "coverage.start", "coverage.end"],
    },
    (text, params) =>
      /^\d{4}-\d\d-\d\d$/.test(text)
        ? (machineForms[textParam(params, "form")]?.(text) ?? text)
        : text,
  ),
];
