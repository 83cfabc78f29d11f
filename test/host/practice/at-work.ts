import { onTestFinished } from "vitest";
import { startPractice } from "../../../host/practice/start-practice.ts";
import type { Practice, PracticeOptions } from "../../../host/practice/start-practice.ts";

/** A running practice that ends with the test. */
export async function practiceAtWork(options: PracticeOptions = {}): Promise<Practice> {
  const practice = await startPractice(options);
  onTestFinished(() => practice.close());
  return practice;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests look into answers of known shape; a wrong shape fails the expectation.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** One real HTTP request; a body that is no text is sent as JSON. */
export async function ask(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "Content-Type": "application/fhir+json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json && text !== "" ? JSON.parse(text) : null,
  };
}

/** Waits until the condition holds; gives up after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not happen within ten seconds.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Everything sent so far has gone through the interface. */
export async function settled(practice: Practice): Promise<void> {
  await until(() => practice.status().clinic.waiting + practice.status().interface.waiting === 0);
}

/** The one record of a type that the EMR holds for a search. */
export async function inEmr(practice: Practice, search: string): Promise<Answer["body"]> {
  const found = await ask("GET", `${practice.addresses.emr.fhir}/${search}`);
  if (found.body.total !== 1) throw new Error(`${search} finds ${found.body.total} records.`);
  return found.body.entry[0].resource;
}
