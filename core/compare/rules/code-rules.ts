import { isServersOwn } from "../servers-own.ts";
import { maps } from "../tables/mapping-table.ts";
import type { SystemCode } from "../tables/mapping-table.ts";
import { ndcDigits } from "../tables/ndc.ts";
import { isInjective, isListed } from "./pairs.ts";
import { sibling, systemBeside } from "./siblings.ts";
import { crosses } from "./states.ts";
import type { RuleContext, Transformation } from "./transformation.ts";

/** A code with its system, on one side; of a system field the code stands beside it. */
function codeOn(context: RuleContext, text: string, side: "source" | "target"): SystemCode {
  if (context.field.id.endsWith("-system")) {
    return { system: text, code: sibling(context, "code")[side] ?? "" };
  }
  return { system: systemBeside(context)[side], code: text };
}

/** Whether all parts of the name, said one after the other, are the same on both sides. */
function isSameName({ wholeName }: RuleContext): boolean {
  const source = wholeName?.("source") ?? "";
  return source !== "" && source === wholeName?.("target");
}

/** Whether a value lost, or gained, declared signs and nothing else. */
function differsBySigns(source: string, target: string, signs: string): boolean {
  const without = (text: string): string =>
    Array.from(text)
      .filter((each) => !signs.includes(each))
      .join("");
  return without(source) === target || (without(target) === source && target !== source);
}

function isNdcForm(source: string, target: string, layout: string | undefined): boolean {
  const digits = ndcDigits(source, layout ?? null);
  return digits !== null && digits === ndcDigits(target, layout ?? null);
}

/** Rules on codes, states, identifiers and absences: declared pair by pair. */
export const codeRules: readonly Transformation[] = [
  {
    id: "AT-10",
    text: "An identifier may be padded with zeros to its declared width.",
    byDefault: false,
    applies: (field) => field.form === "identifier",
    equal: (source, target, { declared }) =>
      declared?.width !== undefined && source.padStart(declared.width, "0") === target,
  },
  {
    id: "AT-16",
    text: "A code may become the one that the agreed map calls equal.",
    byDefault: false,
    applies: (field) => field.form === "code",
    equal: (source, target, context) => {
      const { declared, field } = context;
      const inSystem = field.id.endsWith("-system");
      if (isListed(declared, source, target)) return !inSystem;
      const map = declared?.map;
      if (map === undefined) return false;
      const [from, to] = [codeOn(context, source, "source"), codeOn(context, target, "target")];
      return maps(map, from, to, declared?.layout ?? null);
    },
  },
  {
    id: "AT-18",
    text: "An unordered list may come back in another order.",
    byDefault: true,
    alwaysOn: true,
    applies: () => true,
    equal: () => false,
  },
  {
    id: "AT-19",
    text: "A reason for a missing value may be written in the other system's words.",
    byDefault: false,
    applies: () => true,
    equal: () => false,
    equalAbsence: (source, target, { declared }) =>
      source !== null &&
      target !== null &&
      "absent" in source &&
      "absent" in target &&
      isListed(declared, source.absent, target.absent),
  },
  {
    id: "AT-21",
    text: "A suffix or particle may move between the parts of a name.",
    byDefault: false,
    applies: (field) => field.form === "text.name",
    equal: (_source, _target, context) => isSameName(context),
    equalAbsence: (_source, _target, context) => isSameName(context),
  },
  {
    id: "AT-22",
    text: "A state may be written in the other system's word, listed pair by pair.",
    byDefault: false,
    applies: (field) => field.form === "status",
    equal: (source, target, { declared }) =>
      !crosses(source, target) &&
      isListed(declared, source, target) &&
      isInjective(declared, target),
  },
  {
    id: "AT-23",
    text: "The other system may add its own ids, versions and times.",
    byDefault: true,
    alwaysOn: true,
    applies: isServersOwn,
    equal: () => true,
  },
  {
    id: "AT-26",
    text: "An identifier or code may lose or gain its declared separators.",
    byDefault: false,
    applies: (field) => field.form === "identifier" || field.form === "code",
    equal: (source, target, { declared, field }) => {
      // Where a person's mess expects it, nothing more is declared.
      const signs = declared?.separators ?? "-. ";
      if (differsBySigns(source, target, signs)) return true;
      if (field.form !== "code") return false;
      const upper = source.toUpperCase();
      if (declared?.capitals === true) {
        if (upper === target || differsBySigns(upper, target, signs)) return true;
      }
      return isNdcForm(source, target, declared?.layout);
    },
  },
  {
    id: "AT-27",
    text: "An issuing authority may go by another of its names.",
    byDefault: false,
    // Never the number itself: an alias list of numbers would be a list of mixed-up people.
    applies: (field) => /-(?:system|authority)$/u.test(field.id),
    equal: (source, target, { declared }) => isListed(declared, source, target),
  },
];
