import { fieldById } from "../core/catalogue/fields.ts";
import type { Report, ReportCase, ReportFault } from "../core/compare/report.ts";
import type { Difference } from "../core/compare/result.ts";
import { notReadText, unreadLines } from "./report-unread.ts";
import { drawn, drawnLines, faultLines, signs, visible } from "./report-words.ts";
import { recogniserById } from "../core/faults/recognise/recognisers.ts";

/** People and differences of one person that are printed; the rest is counted. */
const shownCases = 40;
const shownDifferences = 12;
const shownPairs = 6;

/**
 * A report for a person to read: what differs by person, then the named faults, then one line that
 * says it all. Ends with a line feed.
 */
export function reportText(report: Report): string {
  const changed = report.cases.filter((each) => hasFindings(each));
  const open = changed.filter((each) => each.verdict === "not-compared").length;
  const blocks = [
    ...changed.slice(0, shownCases).map((each) => caseText(each)),
    ...(changed.length > shownCases
      ? [
          `… and ${count(changed.length - shownCases, "more person", "more people")} with differences\n`,
        ]
      : []),
    pairsText(report),
    ...(report.faults.length > 0 ? [faultsText(report.faults)] : []),
    rulesText(report),
    notReadText(report.notRead ?? []),
    cleanupText(report),
    summaryText(report, changed.length - open, open),
  ];
  // Names of people and elements are values of the files as well.
  return drawnLines(blocks.filter((block) => block !== "").join("\n"));
}

/** Pairs of people of whom the same is said are one line. */
function pairsText({ pairs }: Report): string {
  const groups = Map.groupBy(pairs, ({ met, why }) => `${met === false ? "!" : "?"} ${why}`);
  const lines = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([said, all]) => {
      const shown = all.slice(0, shownPairs).map(({ a, b }) => `${a} and ${b}`);
      const more = all.length - shown.length;
      return `  ${said}\n      ${shown.join(", ")}${more > 0 ? `, and ${count(more, "more pair", "more pairs")}` : ""}`;
    });
  return lines.length === 0 ? "" : `Who is who\n${lines.join("\n")}\n`;
}

function hasFindings(each: ReportCase): boolean {
  return (
    each.differences.length > 0 ||
    each.expectations.some((expectation) => expectation.met === false) ||
    !["match", "allowed"].includes(each.verdict) ||
    each.hops.stored !== "found"
  );
}

function caseText(each: ReportCase): string {
  const lines = [headline(each)];
  const groups = onePerValue(each.differences);
  for (const { difference, rounds } of groups.slice(0, shownDifferences)) {
    lines.push(differenceText(difference, rounds));
  }
  if (groups.length > shownDifferences) {
    lines.push(
      `  … and ${count(groups.length - shownDifferences, "more difference", "more differences")}`,
    );
  }
  lines.push(...unreadLines(each.unread ?? []));
  for (const expectation of each.expectations.filter(({ met }) => met === false)) {
    lines.push(`  ! ${label(expectation.field, expectation.entry)}: ${expectation.why}`);
  }
  return `${lines.join("\n")}\n`;
}

/** How far a case came that was stopped before anybody had looked to the end. */
const openWords: Readonly<Record<ReportCase["hops"]["sent"], string>> = {
  accepted: "sent, not read back yet",
  refused: "refused",
  unknown: "perhaps sent, not looked up yet",
  unreachable: "not sent",
  "not-sent": "not sent",
};

function headline(each: ReportCase): string {
  const { hops, pairedBy, verdict, differences, unread } = each;
  const person = visible(each.person);
  if (hops.stored === "not-found") {
    if (verdict === "not-compared") return `${person}  ${openWords[hops.sent]}`;
    if (verdict === "not-readable") return `${person}  could not be read`;
    return hops.sent === "refused" ? `${person}  refused` : `${person}  not there at all`;
  }
  if (hops.stored === "ambiguous") return `${person}  there more than once`;
  if (hops.stored === "late") return `${person}  arrived too late`;
  if (verdict === "extra" && differences.length + (unread?.length ?? 0) === 0)
    return `${person}  only the other side has this person`;
  return pairedBy === null ? person : `${person}  (found by ${pairedBy})`;
}

/** The same difference in several rounds is one line. */
function onePerValue(
  differences: readonly Difference[],
): readonly { readonly difference: Difference; readonly rounds: readonly number[] }[] {
  const groups = new Map<string, { difference: Difference; rounds: number[] }>();
  for (const difference of differences) {
    const { field, entry, source, target, faults } = difference;
    const key = JSON.stringify([field, entry, source, target, faults.map(({ id }) => id)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { difference, rounds: [difference.round] });
    else group.rounds.push(difference.round);
  }
  return [...groups.values()];
}

function differenceText(difference: Difference, rounds: readonly number[]): string {
  const { verdict, field, entry, faults, reason, changedAt } = difference;
  const lines = [`  ${signs[verdict]} ${label(field, entry)}${roundWords(rounds)}`];
  if (verdict === "not-readable") return `${lines[0] ?? ""}: ${reason ?? ""}`;
  lines.push(`      sent       ${shownValue(difference, "source")}`);
  lines.push(`      came back  ${shownValue(difference, "target")}`);
  const at = changedAt === "target" ? "" : `  · changed at: ${changedAt}`;
  lines.push(...faultLines(faults, at));
  return lines.join("\n");
}

function roundWords(rounds: readonly number[]): string {
  if (rounds.length === 1 && rounds[0] === 1) return "";
  return rounds.length === 1 ? `  (round ${rounds[0] ?? 1})` : `  (rounds ${rounds.join(", ")})`;
}

function shownValue(difference: Difference, side: "source" | "target"): string {
  if (!(side in difference)) return side === "source" ? "(nothing)" : "(not there)";
  const value = difference[side];
  if (value === null || value === undefined) return "(sent as unknown)";
  return value === "" ? "(empty)" : visible(value);
}

function label(field: string, entry: string): string {
  const words = fieldById(field)?.label ?? field;
  return entry === "" ? words : `${words} · ${entry}`;
}

function faultsText(faults: readonly ReportFault[]): string {
  const blocks = faults.map((fault) => {
    const fields = fault.fields.slice(0, 6).join(", ");
    const more = fault.fields.length > 6 ? `, and ${fault.fields.length - 6} more` : "";
    const told = recogniserById(fault.id)?.agree ?? Object.keys(fault.params);
    const params = Object.entries(fault.params)
      .filter(([name]) => told.includes(name))
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
    return [
      `  ${fault.id}${params === "" ? "" : ` (${params})`} · ${fault.scope} · ${count(fault.cases, "person", "people")}`,
      `    ${drawn(fault.why)}`,
      ...(fields === "" ? [] : [`    fields: ${fields}${more}`]),
      ...(fault.also.length === 0 ? [] : [`    also: ${fault.also.join(", ")}`]),
      `    next: ${fault.probe}`,
      ...(fault.probed === undefined ? [] : [`    probe: ${fault.probed.says}`]),
      `    look: ${fault.triage.firstStep} Call: ${fault.triage.call}`,
    ].join("\n");
  });
  return `Named faults\n${blocks.join("\n\n")}\n`;
}

function rulesText({ rules, voidRules }: Report): string {
  const used = rules.map(({ rule, field, count: n, cases, of, acceptedLoss, reason, agreedBy }) => {
    const why = reason === null ? "by default" : `${reason} (${agreedBy.join(", ")})`;
    const loss = acceptedLoss ? " · accepted loss" : "";
    return `  ${rule} on ${field}: ${count(n, "difference", "differences")}, ${cases} of ${count(of, "person", "people")}${loss} · ${why}`;
  });
  const unused = voidRules.map(
    ({ rule, field, reason }) => `  ${rule} on ${field} is not used: ${reason}`,
  );
  const lines = [...used, ...unused];
  return lines.length === 0 ? "" : `Rules that allowed a difference\n${lines.join("\n")}\n`;
}

function cleanupText({ cleanup }: Report): string {
  if (cleanup === null || cleanup.left.length === 0) return "";
  return `Left behind at the partners: ${cleanup.left.join(", ")}\n`;
}

function summaryText({ counts, faults }: Report, changed: number, open: number): string {
  const parts = [
    `${counts.fields} values: ${counts.match} the same`,
    counts.allowed > 0 ? `${counts.allowed} allowed differences` : "",
    counts.delta > 0 ? `${counts.delta} different` : "",
    counts.missing > 0 ? `${counts.missing} missing` : "",
    counts.extra > 0 ? `${counts.extra} extra` : "",
    (counts.unread ?? 0) > 0 ? `${counts.unread ?? 0} different in what no field holds` : "",
    counts.notReadable > 0 ? `${counts.notReadable} not readable` : "",
    counts.notCompared > 0 ? `${counts.notCompared} not compared` : "",
    counts.unmet > 0 ? `${count(counts.unmet, "expectation", "expectations")} not met` : "",
    counts.undecided > 0 ? `${counts.undecided} undecided` : "",
  ];
  const result =
    changed + open === 0 && faults.length === 0
      ? `${count(counts.cases, "person", "people")}: all as expected.`
      : `${changed} of ${count(counts.cases, "person", "people")} with differences${open === 0 ? "" : `, ${open} not finished`}.`;
  return `${result} ${parts.filter((part) => part !== "").join(", ")}.\n`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
