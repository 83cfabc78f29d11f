import { isServersOwn } from "../servers-own.ts";
import type { AllowRule } from "../allow-rule.ts";
import type { Transformation } from "./transformation.ts";

/** Groups of states that a status map must never cross (decisions.md 25). */
const apart: readonly (readonly string[])[] = [
  ["active", "current"],
  ["completed", "ended", "stopped", "inactive", "resolved"],
  ["entered-in-error"],
  ["preliminary"],
  ["final"],
  ["corrected", "amended"],
  ["booked"],
  ["arrived", "checked-in"],
  ["cancelled"],
  ["noshow", "no-show"],
];

function crosses(source: string, target: string): boolean {
  const group = (state: string): number => apart.findIndex((states) => states.includes(state));
  const [from, to] = [group(source), group(target)];
  return from >= 0 && to >= 0 && from !== to;
}

function isListed(declared: AllowRule | null, source: string, target: string): boolean {
  return declared?.pairs?.some(([from, to]) => from === source && to === target) ?? false;
}

/** A pair counts only where no second source maps to the same target. */
function isInjective(declared: AllowRule | null, target: string): boolean {
  return (declared?.pairs ?? []).filter(([, to]) => to === target).length <= 1;
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
    equal: (source, target, { declared }) => isListed(declared, source, target),
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
    equal: (source, target, { declared }) => isListed(declared, source, target),
  },
  {
    id: "AT-21",
    text: "A suffix or particle may move between the parts of a name.",
    byDefault: false,
    applies: (field) => field.form === "text.name",
    equal: () => false,
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
    text: "An identifier may lose or gain its declared separators.",
    byDefault: false,
    applies: (field) => field.form === "identifier" || field.form === "code",
    equal: (source, target) => {
      const bare = (text: string): string => text.replace(/[-. ]/gu, "");
      return bare(source) === bare(target);
    },
  },
  {
    id: "AT-27",
    text: "An issuing authority may go by another of its names.",
    byDefault: false,
    applies: (field) => field.form === "identifier" || field.form === "code",
    equal: (source, target, { declared }) => isListed(declared, source, target),
  },
];
