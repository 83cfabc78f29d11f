import type { Counted, CountQuestion } from "../partner.ts";
import { askHttp } from "./ask-http.ts";
import type { HttpLine } from "./ask-http.ts";
import { bundleOf, fhirOf, isTrouble } from "./read-answer.ts";
import { escapeSearch, searchUrl, selfLinkNames, tokenOf } from "./search-url.ts";

type Parameter = readonly [string, string];

/** The tag that every resource of ours carries (v3-ActReason, "health system test data"). */
export const testTag = {
  system: "http://terminology.hl7.org/CodeSystem/v3-ActReason",
  code: "HTEST",
} as const;

/**
 * Counts the people at a system that an identifier, or a name and birth date, leads to.
 * A server that ignores a parameter would count everybody (FHIR R4 search.html#errors), so the
 * self link is checked, and where there is none, a search that can find nobody.
 */
export async function countPeople(
  line: HttpLine,
  base: URL,
  question: CountQuestion,
  signal: AbortSignal,
): Promise<Counted> {
  const asked = parametersOf(question);
  const all = await countSurely(line, base, "Patient", asked, signal);
  if (all.kind !== "counted") return all;
  if (all.count === 0) return { kind: "counted", count: 0, marked: 0 };
  const tag: Parameter = ["_tag", tokenOf(testTag.system, testTag.code)];
  const marked = await countOnce(line, base, "Patient", [...asked, tag], signal);
  // A server without `_tag` cannot tell left-overs from strangers: then they count as strangers.
  const tellable = marked.kind === "counted" && marked.understood;
  return { kind: "counted", count: all.count, marked: tellable ? marked.count : 0 };
}

/**
 * Counts records of a type, and only where the server used the parameters: what ignores one would count,
 * and give, the records of everybody.
 */
export async function countSurely(
  line: HttpLine,
  base: URL,
  type: string,
  asked: readonly Parameter[],
  signal: AbortSignal,
): ReturnType<typeof countOnce> {
  const all = await countOnce(line, base, type, asked, signal);
  if (all.kind !== "counted" || all.count === 0 || all.understood) return all;
  const nobody = await countOnce(line, base, type, asked.map(toNobody), signal);
  if (nobody.kind !== "counted") return nobody;
  return nobody.count > 0 ? { kind: "ignored", parameter: asked[0]?.[0] ?? "" } : all;
}

function parametersOf(question: CountQuestion): Parameter[] {
  if (question.kind === "identifier") {
    return [["identifier", tokenOf(question.system, question.value)]];
  }
  return [
    ["family", escapeSearch(question.family)],
    ["given", escapeSearch(question.given)],
    ["birthdate", question.birthDate],
  ];
}

/** The same parameter with a value that no record has. */
function toNobody([name, value]: Parameter): Parameter {
  return [name, name === "birthdate" ? "1801-01-01" : `${value}ZZTNOBODYHASTHIS`];
}

async function countOnce(
  line: HttpLine,
  base: URL,
  type: string,
  parameters: readonly Parameter[],
  signal: AbortSignal,
): Promise<
  | { readonly kind: "counted"; readonly count: number; readonly understood: boolean }
  | Exclude<Counted, { kind: "counted" }>
> {
  const url = searchUrl(base, type, [...parameters, ["_summary", "count"]]);
  const exchange = await askHttp(line, { method: "GET", url }, signal);
  const answer = fhirOf(exchange);
  if (isTrouble(answer)) return { kind: "trouble", trouble: answer };
  if (answer.resourceType !== "Bundle") {
    const says = `${url.origin} answered a search with ${answer.resourceType.slice(0, 40)} instead of a Bundle.`;
    return { kind: "trouble", trouble: { kind: "not-understood", says } };
  }
  const bundle = bundleOf(answer);
  const repeated = parameters.map(([name]) => selfLinkNames(bundle.self, name));
  const missing = parameters.find((_, at) => repeated[at] === false);
  if (missing !== undefined) return { kind: "ignored", parameter: missing[0] };
  const sent = bundle.entries.filter((e) => e.mode !== "outcome" && e.resource !== null).length;
  return {
    kind: "counted",
    count: bundle.total ?? sent,
    understood: repeated.every((one) => one === true),
  };
}
