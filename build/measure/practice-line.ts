import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Observed } from "../../core/catalogue/chart.ts";
import type { SentState } from "../../core/compare/report.ts";
import { decodeFhirPeople } from "../../core/fhir/decode-fhir.ts";
import type { FaultSwitch, Route } from "../../host/practice/faults/fault.ts";
import { Xref } from "../../host/practice/hl7/xref.ts";
import { Crosswalk } from "../../host/practice/interface/crosswalk.ts";
import { startPractice } from "../../host/practice/start-practice.ts";
import type { Practice } from "../../host/practice/start-practice.ts";
import {
  openPracticeDatabase,
  removePracticeFolder,
} from "../../host/practice/store/practice-database.ts";
import type { PracticeDatabase } from "../../host/practice/store/practice-database.ts";
import { rawRecords } from "./raw-records.ts";
import type { RecordOwner } from "./record-people.ts";

/** What the EMR gave out after a run, as it came and as it was read. */
export interface Reading {
  /** By position of the person; no entry where the person is not there. */
  readonly people: ReadonlyMap<number, Observed>;
  /** Charts of each person at the EMR. */
  readonly charts: readonly number[];
  readonly answers: readonly SentState[];
  /** What each answer said, where it was read. */
  readonly says?: readonly (readonly string[])[];
  /** Charts of nobody we know, by the identifiers of the records that stand on them. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** Canonical text of each record without what the server stamps, by `person key`. */
  readonly raw: ReadonlyMap<string, string>;
  /** `person key` of each record by its label in the answer, `Type/id`. */
  readonly owners: ReadonlyMap<string, string>;
}

const types =
  "Patient AllergyIntolerance MedicationRequest Condition Coverage RelatedPerson Account Encounter Appointment Observation DiagnosticReport Immunization ServiceRequest DocumentReference Consent Claim Provenance".split(
    " ",
  );

/** A practice on loopback, driven over its wires; only who is whose record is looked up in its file. */
export class PracticeLine {
  readonly #practice: Practice;
  readonly #db: PracticeDatabase;
  readonly #folder: string;

  readonly #route: Route;
  #sibling: PracticeLine | null = null;
  #said: readonly string[] = [];

  private constructor(practice: Practice, folder: string, route: Route) {
    this.#practice = practice;
    this.#folder = folder;
    this.#route = route;
    this.#db = openPracticeDatabase(folder);
  }

  static async open(route: Route = "fhir"): Promise<PracticeLine> {
    const folder = mkdtempSync(join(tmpdir(), "measure-"));
    const practice = await startPractice({ folder, route, seed: "measure" });
    return new PracticeLine(practice, folder, route);
  }

  /** The line whose interface tells the EMR by this route; it ends with this one. */
  async on(route: Route): Promise<PracticeLine> {
    if (route === this.#route) return this;
    return (this.#sibling ??= await PracticeLine.open(route));
  }

  async close(): Promise<void> {
    await this.#sibling?.close();
    this.#db.close();
    await this.#practice.close();
    removePracticeFolder(this.#folder);
  }

  /** Empties everything and sets the switches. */
  begin(faults: readonly FaultSwitch[]): void {
    this.#practice.reset();
    this.#practice.setFaults(faults);
  }

  /** Sends a Bundle to the clinic; the place that each entry was given, in order. */
  async sendToClinic(
    bytes: Uint8Array,
  ): Promise<readonly ({ resource: string; id: string; version: string | null } | null)[]> {
    const answer = await fetch(this.#practice.addresses.clinic.fhir, post(bytes));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The clinic answered ${answer.status}: ${text.slice(0, 300)}`);
    // An answer of the practice's own.
    const body = JSON.parse(text) as { entry?: { response?: { location?: string } }[] };
    return (body.entry ?? []).map(({ response }) => {
      const match = /([A-Za-z]+)\/([^/]+)\/_history\/(.+)$/.exec(response?.location ?? "");
      const [, resource, id, version] = match ?? [];
      return resource === undefined || id === undefined
        ? null
        : { resource, id, version: version ?? null };
    });
  }

  /** Sends a message to the interface, as the clinic did. */
  /** What the last answer said, where it was a refusal. */
  get said(): readonly string[] {
    return this.#said;
  }

  async sendToInterface(message: Uint8Array): Promise<SentState> {
    try {
      const answer = await fetch(this.#practice.addresses.interface.fhir, post(message));
      const body = await answer.text();
      this.#said = answer.ok ? [] : wordsOf(body);
      return answer.ok ? "accepted" : "refused";
    } catch {
      this.#said = [];
      return "unknown";
    }
  }

  /** Bodies of the messages that the interface took, in order. */
  messagesTaken(): readonly Uint8Array[] {
    return this.#db
      .prepare<[], { body: Uint8Array }>("SELECT body FROM interface_queue ORDER BY seq")
      .all()
      .map(({ body }) => body);
  }

  /** Waits until nothing is under way any more. */
  async settled(): Promise<void> {
    for (;;) {
      const { clinic, interface: engine } = this.#practice.status();
      if (clinic.waiting + engine.waiting === 0) return;
      await pause(3);
    }
  }

  /** Reads everything that the EMR holds. */
  async read(
    records: ReadonlyMap<string, RecordOwner>,
    count: number,
    answers: readonly SentState[],
  ): Promise<Reading> {
    const documents: Uint8Array[] = [];
    for (const type of types) {
      let url: string | null = `${this.#practice.addresses.emr.fhir}/${type}?_count=1000`;
      // All pages, as a run reads them: what stands on the second one is not lost.
      while (url !== null) {
        const page = new Uint8Array(await (await fetch(url)).arrayBuffer());
        documents.push(page);
        url = nextOf(page);
      }
    }
    const owners = this.#owners(records);
    const { raw, charts } = rawRecords(documents, owners, count);
    const people = new Map<number, Observed>();
    const elsewhere = new Map<string, string>();
    for (const { patient, observed } of decodeFhirPeople(documents)) {
      const label = patient.split("/").slice(-2).join("/");
      const owner = owners.get(label);
      if (owner !== undefined) people.set(Number(owner.split(" ")[0]), observed);
      else for (const text of recordIdentifiers(observed)) elsewhere.set(text, label);
    }
    return { people, charts, answers, raw, owners, elsewhere };
  }

  #owners(records: ReadonlyMap<string, RecordOwner>): ReadonlyMap<string, string> {
    const crosswalk = new Crosswalk(this.#db);
    const xref = new Xref(this.#db);
    const owners = new Map<string, string>();
    for (const [place, { person, key }] of records) {
      const [type = "", id = ""] = place.split("/");
      const target =
        this.#route === "hl7" ? xref.target(type, id) : crosswalk.link(type, id)?.targetId;
      if (target != null) owners.set(`${type}/${target}`, `${person} ${key}`);
    }
    return owners;
  }
}

/** Identifiers by which a search would find the records of a chart. */
function recordIdentifiers({ values }: Observed): readonly string[] {
  return values.flatMap(({ value }) => {
    const own = /\.(?:identifier|number)$/u.test(value.field) && value.entry !== "";
    return own && "value" in value ? [value.value] : [];
  });
}

/** The link to the next page; the practice writes its links before the entries. */
function nextOf(page: Uint8Array): string | null {
  const head = new TextDecoder().decode(page.subarray(0, 2000));
  return /"relation":"next","url":"([^"]*)"/u.exec(head)?.[1] ?? null;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function post(body: Uint8Array): RequestInit {
  // A copy with a buffer of its own, as the body of a request must have.
  return {
    method: "POST",
    headers: { "Content-Type": "application/fhir+json" },
    body: new Uint8Array(body),
  };
}

/** The issues of an OperationOutcome, as a run keeps them. */
function wordsOf(body: string): readonly string[] {
  try {
    // An answer of the practice's own.
    const outcome = JSON.parse(body) as {
      issue?: {
        severity?: string;
        code?: string;
        diagnostics?: string;
        details?: { text?: string };
      }[];
    };
    return (outcome.issue ?? []).map(
      ({ severity, code, diagnostics, details }) =>
        `${severity ?? ""}: ${details?.text ?? diagnostics ?? code ?? ""}`,
    );
  } catch {
    return [body];
  }
}
