import type { NotRead, UnreadDifference } from "../core/compare/report.ts";
import { faultLines, signs, visible } from "./report-words.ts";

/** Elements that are printed; the report has them all. */
const shown = 12;

/** Differences in what no field of the catalogue holds, two or three lines each. */
export function unreadLines(all: readonly UnreadDifference[]): readonly string[] {
  const lines = all
    .slice(0, shown)
    .flatMap(({ element, record, verdict, source, target, faults }) => [
      `  ${signs[verdict]} ${visible(element)} · ${visible(record)}  (no field of the catalogue)`,
      `      sent       ${source === undefined ? "(nothing)" : visible(source)}`,
      `      came back  ${target === undefined ? "(not there)" : visible(target)}`,
      ...faultLines(faults),
    ]);
  const more = all.length - shown;
  return more > 0 ? [...lines, `  … and ${more} more in what no field holds`] : lines;
}

/** What was compared with nothing, by side and element. */
export function notReadText(all: readonly NotRead[]): string {
  const lines = (["source", "target"] as const).flatMap((side) => {
    const own = all.filter((each) => each.side === side);
    if (own.length === 0) return [];
    const first = own.slice(0, shown).map(({ element, count }) => `${visible(element)} ${count}×`);
    const more = own.length - shown;
    return [`  ${side}: ${first.join(", ")}${more > 0 ? `, and ${more} more elements` : ""}`];
  });
  return lines.length === 0 ? "" : `Not compared: no field holds it\n${lines.join("\n")}\n`;
}
