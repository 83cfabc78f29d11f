import type { z } from "zod";
import type { probeResult, probeShot } from "../../api/calls/probe.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { Shot, ShotResult } from "../../core/probes/shot.ts";
import type { ProbeRecord } from "../../db/records.ts";

/** A probe as screens and the command line show it. */
export function probeOf(record: ProbeRecord): z.infer<typeof probeResult> {
  const { shots, runs, params, ...same } = record;
  return { ...same, params: { ...params }, runs: [...runs], shots: shots.map(resultOf) };
}

export function shotOf({ says, part, field, value }: Shot): z.infer<typeof probeShot> {
  const label = field === null ? "The whole record" : (fieldById(field)?.label ?? field);
  return { says, part, field, label, sent: value };
}

function resultOf({ shot, outcome }: ShotResult) {
  return {
    ...shotOf(shot),
    outcome: outcome.kind,
    came: outcome.kind === "changed" ? outcome.to : null,
    why:
      outcome.kind === "refused" ? outcome.says : outcome.kind === "not-read" ? outcome.why : null,
  };
}
