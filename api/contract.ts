import type { z } from "zod";
import type { Call } from "./call.ts";
import { appCalls } from "./calls/app.ts";
import { assessmentCalls } from "./calls/assessment.ts";
import { caseCalls } from "./calls/case.ts";
import { catalogueCalls } from "./calls/catalogue.ts";
import { connectionCalls } from "./calls/connection.ts";
import { coverageCalls } from "./calls/coverage.ts";
import { findingCalls } from "./calls/finding.ts";
import { peopleCalls } from "./calls/people.ts";
import { practiceCalls } from "./calls/practice.ts";
import { probeCalls } from "./calls/probe.ts";
import { ruleCalls } from "./calls/rule.ts";
import { runCalls } from "./calls/run.ts";
import { workspaceCalls } from "./calls/workspace.ts";

/**
 * The one contract of the application. Desktop window, browser page and tests call exactly this;
 * names are `area.verb`. Adding a call breaks the build until the host handles it.
 */
export const contract = {
  ...appCalls,
  ...workspaceCalls,
  ...catalogueCalls,
  ...peopleCalls,
  ...connectionCalls,
  ...practiceCalls,
  ...runCalls,
  ...caseCalls,
  ...coverageCalls,
  ...findingCalls,
  ...probeCalls,
  ...ruleCalls,
  ...assessmentCalls,
} as const satisfies Record<`${string}.${string}`, Call>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type NamesOf<K extends Call["kind"]> = {
  [N in CallName]: Contract[N]["kind"] extends K ? N : never;
}[CallName];

export type Input<N extends CallName> = z.infer<Contract[N]["input"]>;
export type Reply<N extends CallName> = z.infer<Contract[N]["reply"]>;
export type Progress<N extends NamesOf<"job">> = z.infer<Contract[N]["progress"]>;
