import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { isClinicalWording } from "../compare/rules/transformation.ts";
import type { NamedFault } from "../compare/result.ts";
import type { Evidence } from "./evidence.ts";
import {
  halfUpdated,
  orOvertaken,
  outOfOrder,
  replaced,
  saysOtherwise,
  stillThere,
  wornDown,
} from "./by-rounds.ts";
import { isHardlyTwo, explain, explainSingly, saysLittle, tieMargin } from "./explain.ts";
import type { Explanation } from "./explain.ts";
import { byOtherField, findOrigin } from "./origin.ts";
import { isDefaultValue, isExtraRecord, nameAbsence } from "./presence.ts";
import { quoted } from "./recognise/recogniser.ts";
import { recogniserById } from "./recognise/recognisers.ts";

/** Up to this cost an explanation is plainer than a value that strayed from another field. */
const plainFault = 1;

/**
 * Names a difference: faults in the order in which they acted (faults.md section 2). Never empty;
 * what nothing explains is UNKNOWN.
 */
export function diagnose(evidence: Evidence): readonly NamedFault[] {
  const named = nameOf(evidence);
  const { unlisted } = evidence;
  if (unlisted === undefined) return named;
  if (named.some(({ id }) => unlisted.has(id))) return [unknown(evidence)];
  return named.map((each) => withoutUnlisted(each, unlisted));
}

function withoutUnlisted(named: NamedFault, unlisted: ReadonlySet<string>): NamedFault {
  const { oneOf, ...rest } = named;
  const left = oneOf?.filter((ids) => !ids.some((id) => unlisted.has(id))) ?? [];
  return left.length < 2 ? rest : { ...rest, oneOf: left };
}

function nameOf(evidence: Evidence): readonly NamedFault[] {
  const { source, target, field } = evidence;
  if (source === null || target === null) {
    const still = evidence.repeats ? null : stillThere(evidence);
    if (still !== null) return [still];
    const joined = joinedRepetitions(evidence);
    if (joined !== null) return [joined];
    const origin = target === null || evidence.repeats ? null : findOrigin(evidence);
    if (origin?.id === "CROSS-FIELD" && isExtraRecord(evidence)) return [unknown(evidence)];
    return [origin ?? nameAbsence(evidence)];
  }
  if (source === target) return [reordered(evidence)];
  const moved = wordsForCode(evidence) ?? joinedRepetitions(evidence) ?? movedName(evidence);
  if (moved !== null) return [moved];
  const worn = wornDown(evidence);
  if (worn !== null) return [worn];
  const late = outOfOrder(evidence);
  if (late !== null) return [late];
  const origin = findOrigin(evidence);
  if (origin !== null && isOld(origin)) {
    return [halfUpdated(evidence) ?? orOvertaken(origin, evidence)];
  }
  if (origin !== null) return [origin];
  const { sourceSibling, targetSibling } = evidence;
  const { unlisted } = evidence;
  const pair = {
    ...{ field, source, target, sourceSibling, targetSibling },
    ...(unlisted === undefined ? {} : { unlisted }),
  };
  const explanations = explain(pair);
  const [best] = explanations;
  const elsewhere = best !== undefined && best.cost <= plainFault ? null : byOtherField(evidence);
  if (elsewhere !== null) return [elsewhere];
  // A code that had arrived, and is any other one now, was not mapped: somebody else wrote it.
  if (best === undefined || best.steps.some(({ id }) => saysLittle.has(id))) {
    const other = damagedOldValue(evidence) ?? replaced(evidence);
    if (other !== null) return [other].flat();
  }
  if (best !== undefined) return nameExplained(best, explanations, source, target);
  return [saysOtherwise(evidence) ?? residual(evidence)];
}

/** What a recogniser says that looks at more than the value, before it is called another field's. */
function saidBy(id: string, evidence: Evidence): NamedFault | null {
  const { field, source, target, sourceSibling, targetSibling } = evidence;
  const own = recogniserById(id);
  if (own === undefined || source === null || target === null || !own.applies(field)) return null;
  const [params] = own.propose({ field, source, target, sourceSibling, targetSibling });
  if (params === undefined) return null;
  return { id: own.id, params, confidence: 1, why: own.why(params, source, target) };
}

/** The wording of its own code is the value of another field, and more than that. */
function wordsForCode(evidence: Evidence): NamedFault | null {
  return saidBy("TEXT-FOR-CODE", evidence);
}

/** All parts of the name are there, in other boxes; two of them in one box may have been glued together. */
function movedName(evidence: Evidence): NamedFault | null {
  const { source, target } = evidence;
  const said = saidBy("NAME-RESHUFFLE", evidence);
  const named = said?.params["with"] === "another part" ? null : said;
  const glued = source !== null && target !== null && target.length > source.length;
  if (named === null || !glued || !target.includes(source)) return named;
  return { ...named, confidence: 0.7, oneOf: [["NAME-RESHUFFLE"], ["CONCAT"]] };
}

const joints: readonly string[] = [", ", "; ", ";", ",", " / ", "/", "~", "|", " ", "\n"];

/** Several entries of one list in one value (faults.md 4.6: many became one). */
function joinedRepetitions({ field, entry, source, target, others }: Evidence): NamedFault | null {
  if (target === null || target.length <= (source?.length ?? 0)) return null;
  const same = others.filter((other) => other.field === field && other.entry !== entry);
  if (same.length === 0 || !target.includes(source ?? "")) return null;
  const texts = same.map(({ text }) => text).concat(source ?? []);
  const joint = joints.find((each) => {
    const parts = target.split(each);
    return parts.length >= 2 && parts.every((part) => texts.includes(part));
  });
  if (joint === undefined) return null;
  return {
    id: "CARDINALITY",
    params: { with: joint },
    confidence: 1,
    why: `Several entries stand in one: ${quoted(target)}.`,
  };
}

function isOld({ id }: NamedFault): boolean {
  return id === "LOST-UPDATE" || id === "STALE-OVERWRITE";
}

function reordered({ moved, source }: Evidence): NamedFault {
  return {
    id: "LIST-REORDER",
    params: {},
    confidence: 1,
    why: `The order changed: ${quoted(source ?? "")} was number ${moved?.from ?? 1} and came as number ${moved?.to ?? 1}.`,
  };
}

/** An explanation of a value as named faults, with those that are as good. */
export function nameExplained(
  best: Explanation,
  all: readonly Explanation[],
  source: string,
  target: string,
): readonly NamedFault[] {
  const ties = all.filter((each) => each.cost - best.cost <= tieMargin);
  const two = best.steps.length > 1;
  const unsure = two && isHardlyTwo(source, target);
  const oneOf = ties.map((each) => each.steps.map((step) => step.id));
  if (unsure) oneOf.push(["UNKNOWN"]);
  const confidence = oneOf.length > 1 ? (two ? 0.5 : 0.7) : two ? 0.85 : all.length > 1 ? 0.97 : 1;
  return best.steps.map((step, index) => {
    const params = step.params[0] ?? {};
    const why = recogniserById(step.id)?.why(params, source, target) ?? "";
    return {
      id: step.id,
      params,
      confidence,
      ...(oneOf.length > 1 && index === 0 ? { oneOf } : {}),
      why,
    };
  });
}

/** The change never arrived, and what stayed is damaged by a second fault. */
function damagedOldValue(evidence: Evidence): readonly NamedFault[] | null {
  const { field, source, target, earlier, wasSeen, sourceSibling, targetSibling } = evidence;
  if (source === null || target === null) return null;
  for (const old of earlier.toReversed()) {
    if (old === source) continue;
    const pair = { field, source: old, target, sourceSibling, targetSibling };
    const [best] = explainSingly(pair).filter(({ steps }) => !saysLittle.has(steps[0]?.id ?? ""));
    if (best === undefined) continue;
    const stale: NamedFault = {
      id: wasSeen ? "STALE-OVERWRITE" : "LOST-UPDATE",
      params: {},
      confidence: 0.85,
      why: `The change to ${quoted(source)} is not there; what stands there comes from ${quoted(old)}.`,
    };
    return [stale, ...nameExplained(best, [best], old, target)];
  }
  return null;
}

function residual(evidence: Evidence): NamedFault {
  const { field, source, target, sourceSibling, targetSibling } = evidence;
  // An id by the catalogue's naming; one without a row simply has no value.
  const code = field.id.replace(/[^.]+$/u, "code") as FieldId;
  const [before, after] = [sourceSibling(code), targetSibling(code)];
  if (isClinicalWording(field) && isRemapped(code, before, after)) {
    return {
      id: "CODE-REMAP",
      params: { from: before ?? "", to: after ?? "" },
      confidence: 0.8,
      why: `The wording changed together with the code: ${before ?? ""} became ${after ?? ""}.`,
    };
  }
  if (isClinicalWording(field) && before !== null && before === after && isOtherWording(evidence)) {
    return {
      id: "DISPLAY-DRIFT",
      params: {},
      confidence: 0.5,
      oneOf: [["DISPLAY-DRIFT"], ["UNKNOWN"]],
      why: `The code is as it was sent, ${before}, and its wording is another: whether ${quoted(target ?? "")} is said for it cannot be judged without a table.`,
    };
  }
  if (target !== null && isDefaultValue(target)) {
    return {
      id: "DEFAULT-INJECT",
      params: { value: target },
      confidence: 0.8,
      why: `The value was replaced by a filler: ${quoted(source ?? "")} became ${quoted(target)}.`,
    };
  }
  return unknown(evidence);
}

/** Whether a code became one of which it may be a wrong row of a map. */
function isRemapped(code: FieldId, before: string | null, after: string | null): boolean {
  const field = fieldById(code);
  if (field === undefined || before === null || after === null || before === after) return false;
  const none = (): null => null;
  const pair = { field, source: before, target: after, sourceSibling: none, targetSibling: none };
  return recogniserById("CODE-REMAP")?.propose(pair).length !== 0;
}

/** Words of which none stood there before. */
function isOtherWording({ field, source, target }: Evidence): boolean {
  if (!/\.(?:text|name|substance)$/u.test(field.id)) return false;
  const words = (text: string | null): readonly string[] =>
    (text ?? "").toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const [before, after] = [words(source), words(target)];
  return after.length > 0 && !after.some((word) => before.includes(word));
}

function unknown({ source, target }: Evidence): NamedFault {
  return {
    id: "UNKNOWN",
    params: {},
    confidence: 0,
    why: `Different, and no known pattern: ${quoted(source ?? "")} became ${quoted(target ?? "")}.`,
  };
}
