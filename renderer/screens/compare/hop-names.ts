import type { Hop } from "../../../core/compare/result.ts";
import type { HopStep } from "../../parts/hop-strip.tsx";
import type { CaseDetail, Row } from "./case-types.ts";
import type { MessagePlace } from "./message-pane.tsx";

/** Words for a place where the record can be looked at, with the systems' own names. */
export function hopName(hop: Hop, detail: Pick<CaseDetail, "sourceName" | "targetName">): string {
  switch (hop) {
    case "generated":
      return "Our record";
    case "sent":
      return "On the wire";
    case "source":
      return detail.sourceName;
    case "target":
      return detail.targetName;
    case "screen":
      return "On screen";
  }
}

/** The steps of the hop strip; a hop that was not read is hidden, the screen waits for a person. */
export function hopSteps(row: Row, detail: CaseDetail): readonly HopStep[] {
  const read = row.hops.filter(
    (each) => detail.hops.includes(each.hop) || each.state !== "not-read",
  );
  const steps: HopStep[] = read.map((each) => ({
    hop: each.hop,
    name: hopName(each.hop, detail),
    state: each.state,
  }));
  if (!steps.some((step) => step.hop === "screen")) {
    steps.push({ hop: "screen", name: hopName("screen", detail), state: "not-read" });
  }
  return steps;
}

/** Where in which message a hop shows the value; null where no message holds it. */
export function placeOf(row: Row, detail: CaseDetail, hop: Hop): MessagePlace | null {
  const side = hop === "sent" ? "request" : "response";
  const at = row.hops.find((each) => each.hop === hop)?.at ?? null;
  if (at !== null) {
    return { exchange: at.exchange, side, mark: { start: at.start, end: at.end } };
  }
  const exchange = detail.exchanges.findLast((each) => each.hop === hop && each.round <= row.round);
  return exchange === undefined ? null : { exchange: exchange.id, side, mark: null };
}

/** The two hops whose messages stand side by side: where it was still right, where it is looked at. */
export function messageHops(row: Row, chosen: Hop | null): readonly [Hop, Hop] {
  const shown = chosen ?? row.changedAt ?? "target";
  const right: Hop =
    shown === "generated" || shown === "sent" || shown === "screen" ? "target" : shown;
  return ["sent", right];
}
