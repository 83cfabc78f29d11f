import type { Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import { caseId, exchangeId, runId } from "../../db/ids.ts";
import type { CaseRecord, ExchangeRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import type { Host } from "../host.ts";
import { rulesOf } from "../runs/rules-of-run.ts";
import { profileOf as profileOfRun } from "../runs/stored-run.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { carriersOf, caseLineOf, casesOfRun, sortCases, staysListed } from "./case-list.ts";
import { caseSections, type RoundView } from "./case-rows.ts";
import { hopViews } from "./hop-values.ts";
import { readableText } from "./indent-json.ts";
import { refuse } from "./refuse.ts";
import type { FindingsReader } from "./run-findings.ts";
import { systemNames } from "./system-names.ts";

export function caseHandlers(host: Host, findingsOf: FindingsReader): AreaHandlers<"case"> {
  return {
    "case.list": async (query) => {
      const { run, sort, offset, limit } = query;
      const workspace = host.workspace();
      const records = await casesOfRun(workspace, runId(run));
      const findings = await findingsOf(workspace, runId(run));
      const lines = records.map((record) => caseLineOf(record, findings));
      const carriers = carriersOf(query, findings);
      const kept = records.flatMap((record, at) => {
        const line = lines[at];
        return line !== undefined && staysListed(record, line, query, carriers) ? [line] : [];
      });
      return {
        cases: sortCases(kept, sort).slice(offset, offset + limit),
        total: kept.length,
        waiting: lines.filter((line) => line.assessment === null).length,
        cantTell: lines.filter((line) => line.assessment === "cant-tell").length,
      };
    },

    "case.detail": async (input) => {
      const workspace = host.workspace();
      const record = await existingCase(workspace, input.case);
      const [run, findings, exchanges, assessments, rounds] = await Promise.all([
        workspace.read.runs.run(record.run),
        findingsOf(workspace, record.run),
        workspace.read.exchanges.ofCase(record.id),
        workspace.read.assessments.ofCase(record.id),
        roundViews(workspace, record),
      ]);
      const standing = assessments.filter((each) => each.supersededBy === null);
      const mine = standing.find((each) => each.role === host.settings.current().role);
      const current = mine ?? standing.at(-1);
      const read = rounds.at(-1)?.hops.at(-1);
      const sent = exchanges.find((each) => each.purpose === "send");
      return {
        case: caseLineOf(record, findings),
        run: record.run,
        person: record.person,
        ...systemNames(run?.profile),
        sentAt: sent?.startedAt ?? null,
        readAt: read?.at ?? null,
        pairedBy: record.pairedBy,
        sent: record.sent,
        receipt: record.note ?? receiptWords(record, sent),
        hops: ["generated" as const, ...(rounds.at(-1)?.hops.map(({ hop }) => hop) ?? [])],
        sections: caseSections(rounds, findings),
        expectations: rounds.flatMap(({ comparison }) =>
          comparison.expectations.map(({ field, entry, expect, met, why }) => ({
            field,
            label: fieldById(field)?.label ?? field,
            entry,
            expect,
            met: met === true ? ("yes" as const) : met === false ? ("no" as const) : met,
            why,
          })),
        ),
        exchanges: exchanges.filter(isShown).map(exchangeLine),
        assessment:
          current === undefined || current.verdict === "withdrawn"
            ? null
            : {
                verdict: current.verdict,
                note: current.note,
                reason: current.reason ?? "",
                role: current.role,
                at: current.at,
              },
      };
    },

    "case.message": async ({ exchange, side, marks }) => {
      const { read } = host.workspace();
      const found = await read.exchanges.exchange(exchangeId(exchange));
      const bytes = await read.exchanges.bytes(exchangeId(exchange), side);
      if (found === null || bytes === null)
        throw refuse(
          "not-found",
          "No bytes are kept of this message.",
          "Nothing of your results is missing.",
          "Answers that hold no record of ours are never stored.",
        );
      const readable = readableText(bytes, marks);
      return {
        title: `${found.method} ${new URL(found.url).pathname}`,
        status: found.status === null ? "no answer" : String(found.status),
        ...readable,
        marks: [...readable.marks],
      };
    },
  };
}

/** The case, or the refusal that every call about a case gives. */
export async function existingCase(workspace: Workspace, id: string): Promise<CaseRecord> {
  const record = await workspace.read.cases.case(caseId(id));
  if (record !== null) return record;
  throw refuse(
    "not-found",
    "This case is not in the open workspace.",
    "Nothing was changed.",
    "Open the workspace that it belongs to, or choose a case from the list.",
  );
}

async function roundViews(workspace: Workspace, record: CaseRecord): Promise<RoundView[]> {
  const run = await workspace.read.runs.run(record.run);
  const comparisons = await workspace.read.comparisons.ofCase(record.id);
  const rules = run === null ? [] : rulesOf(profileOfRun(run));
  const views: RoundView[] = [];
  let generated: Chart | null = null;
  let expectations: RoundView["expectations"] = [];
  for (const comparison of comparisons) {
    const stored = run
      ? await workspace.read.people.round(run.peopleSet, record.personIndex, comparison.round)
      : null;
    if (stored !== null) {
      // What the store gives back is what the runner wrote: a chart file of ours.
      generated = JSON.parse(new TextDecoder().decode(stored.chart)) as Chart;
      expectations = stored.expectations;
    }
    // A round that changes nothing expects what the round before expected.
    if (generated === null) continue;
    views.push({
      comparison,
      generated,
      expectations,
      rules,
      hops: await hopViews(workspace, record.id, comparison.round, generated),
    });
  }
  return views;
}

function isShown(exchange: ExchangeRecord): boolean {
  return exchange.purpose === "send" || exchange.purpose === "read" || exchange.purpose === "find";
}

function exchangeLine(exchange: ExchangeRecord) {
  return {
    id: exchange.id,
    hop: exchange.hop ?? ("sent" as const),
    round: exchange.round ?? 1,
    at: exchange.startedAt,
    title: `${exchange.method} ${new URL(exchange.url).pathname}`,
    status: exchange.note ?? (exchange.status === null ? "no answer" : String(exchange.status)),
    milliseconds:
      exchange.endedAt === null
        ? null
        : Date.parse(exchange.endedAt) - Date.parse(exchange.startedAt),
  };
}

function receiptWords(record: CaseRecord, sent: ExchangeRecord | undefined): string {
  if (sent?.note) return sent.note;
  if (record.verdict !== null && isUnallowed(record.verdict) && record.stored === "not-found")
    return "Acknowledged, but not found.";
  return {
    accepted: "Acknowledged.",
    refused: "Refused.",
    unknown: "No answer: not known.",
    unreachable: "Could not be reached.",
    "not-sent": "Not sent.",
  }[record.sent];
}
