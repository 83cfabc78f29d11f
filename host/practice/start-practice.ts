import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { Clinic } from "./clinic/clinic.ts";
import { clinicAnswers } from "./clinic/clinic-answers.ts";
import { Outbox } from "./clinic/outbox.ts";
import { makeControlServer } from "./control/control-server.ts";
import type { PracticeStatus } from "./control/control-server.ts";
import { Emr } from "./emr/emr.ts";
import { Hl7Receiver } from "./emr/hl7-receiver.ts";
import { MllpClient, MllpServer } from "./hl7/mllp.ts";
import { Xref } from "./hl7/xref.ts";
import type { FaultSwitch, Route } from "./faults/fault.ts";
import { Switchboard } from "./faults/switchboard.ts";
import { addFhirRoutes } from "./fhir/fhir-routes.ts";
import { Interactions } from "./fhir/interactions.ts";
import { ResourceStore } from "./fhir/resource-store.ts";
import { listen, makeServer, portOr } from "./http/practice-server.ts";
import { InterfaceEngine } from "./interface/interface-engine.ts";
import { paced } from "./clinic/paced.ts";
import { addPages } from "./pages/add-pages.ts";
import { Journal } from "./store/journal.ts";
import type { JournalLine } from "./store/journal.ts";
import {
  emptyPracticeDatabase,
  openPracticeDatabase,
  removePracticeFolder,
} from "./store/practice-database.ts";

export interface PracticeAddresses {
  readonly clinic: { readonly fhir: string; readonly page: string };
  readonly interface: { readonly fhir: string; readonly mllp: null; readonly drop: null };
  readonly emr: {
    readonly fhir: string;
    /** Where the EMR takes HL7 v2; null on the FHIR route. */
    readonly mllp: string | null;
    readonly page: string;
    readonly export: null;
    /** FHIR base of the EMR's other site, where records land that are routed wrongly. */
    readonly otherSite: string;
  };
  readonly control: string;
}

export interface PracticeOptions {
  /** Control's port; clinic, interface and EMR take the next three. Free ports when left out. */
  readonly port?: number;
  readonly faults?: readonly FaultSwitch[];
  /** Keeps the practice's file there; without it, a temporary folder that is deleted at the end. */
  readonly folder?: string;
  /** Requires a bearer token on every FHIR base. */
  readonly auth?: boolean;
  /** The token; a random one when left out. */
  readonly key?: string;
  /** How the interface tells the EMR: over FHIR (the default), or as HL7 v2 over MLLP. */
  readonly route?: Route;
  /** Decides where faults with a probability below 1 strike. */
  readonly seed?: string;
}

export interface Practice {
  readonly addresses: PracticeAddresses;
  /** The bearer token, null without `auth`. */
  readonly key: string | null;
  /** Replaces all switches. Throws FaultListError and changes nothing when one is wrong. */
  readonly setFaults: (faults: readonly FaultSwitch[]) => void;
  readonly faults: () => FaultSwitch[];
  readonly status: () => PracticeStatus;
  /** The newest lines of the log, oldest first; no patient values. */
  readonly log: (limit: number) => JournalLine[];
  /** Empties all systems, the log and the truth; the switches stay as they are. */
  readonly reset: () => void;
  /** Ends every server and timer; deletes the temporary folder. */
  readonly close: () => Promise<void>;
}

const now = (): Date => new Date();

/** Control, clinic, interface, EMR; the two MLLP doors, the interface's and the EMR's, come last. */
const emrMllpOffset = 5;

/**
 * Starts clinic, interface, EMR and control on 127.0.0.1.
 * Throws PortBusy when a port is taken and FaultListError when a fault is unknown; nothing stays
 * running then.
 */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const temporary = options.folder === undefined;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "practice-"));
  mkdirSync(folder, { recursive: true });
  const db = openPracticeDatabase(folder);
  const journal = new Journal(db, now);
  const key = options.auth === true ? (options.key ?? randomBytes(24).toString("base64url")) : null;
  const route = options.route ?? "fhir";
  const switchboard = new Switchboard(journal, options.seed ?? "practice", route);
  const ports = { control: 0, clinic: 0, interface: 0, emr: 0, otherSite: 0 };
  let mllpPort = 0;
  const at = (name: keyof typeof ports): string => `http://127.0.0.1:${ports[name]}`;
  let resets = 0;
  const epoch = (): number => resets;
  const started = now().toISOString();

  const outbox = new Outbox(db, journal, { address: () => `${at("interface")}/fhir`, key, epoch });
  const clinic = new Clinic(db, {
    outbox,
    now,
    newId: idMaker("c"),
    base: () => `${at("clinic")}/fhir`,
  });
  const emr = new Emr(db, {
    journal,
    switchboard,
    now,
    newId: idMaker("e"),
    base: () => `${at("emr")}/fhir`,
  });
  const otherStore = new ResourceStore(db, "other_site", now, idMaker("o"));
  const otherSite = new Interactions(otherStore, () => `${at("otherSite")}/fhir`, {});
  const engine = new InterfaceEngine(db, {
    journal,
    switchboard,
    now,
    emr: () => ({ address: () => `${at("emr")}/fhir`, key, epoch: epoch() }),
    otherSite: () => `${at("otherSite")}/fhir`,
    hl7: route === "hl7" ? new MllpClient(() => ({ port: mllpPort })) : null,
  });
  const { interactions } = emr;
  const receiver = new Hl7Receiver({
    interactions,
    otherSite,
    xref: new Xref(db),
    switchboard,
    journal,
    now,
    epoch,
  });
  const mllp = route === "hl7" ? new MllpServer((message) => receiver.receive(message)) : null;

  const auth = key !== null;
  const clinicApp = makeServer({ key, epoch });
  const clinicAbout = { name: "Practice clinic", started, auth };
  addFhirRoutes(clinicApp, clinic.interactions, clinicAbout, {
    before: () => paced(() => outbox.waitingMessages() + engine.queue.due(now().getTime())),
    ...clinicAnswers(switchboard),
  });
  addPages(clinicApp, {
    system: "clinic",
    title: "Practice clinic",
    interactions: clinic.interactions,
  });
  const interfaceApp = makeServer({ key, epoch });
  engine.addRoutes(interfaceApp, { started, base: () => `${at("interface")}/fhir` });
  const emrApp = makeServer({ key, epoch });
  addFhirRoutes(emrApp, emr.interactions, { name: "Practice EMR", started, auth });
  addPages(emrApp, {
    system: "emr",
    title: "Practice EMR",
    interactions: emr.interactions,
    reviews: () => emr.reviews(),
  });

  const otherApp = makeServer({ key, epoch });
  addFhirRoutes(otherApp, otherSite, { name: "Practice EMR, other site", started, auth });

  const status = (): PracticeStatus => ({
    clinic: {
      patients: clinic.store.count("Patient"),
      records: clinic.store.count(),
      waiting: outbox.waiting(),
    },
    interface: {
      waiting: engine.queue.count("waiting"),
      done: engine.queue.count("done"),
      failed: engine.queue.count("failed"),
    },
    emr: {
      patients: emr.store.count("Patient"),
      records: emr.store.count(),
      review: emr.reviews().length,
    },
    faults: switchboard.switches().length,
    injections: journal.truthCount(),
  });
  const reset = (): void => {
    resets++;
    emr.stop();
    emptyPracticeDatabase(db);
    switchboard.forget();
    journal.log("control", "Everything was emptied.");
  };
  const setFaults = (faults: readonly FaultSwitch[]): void => {
    switchboard.set(faults);
    journal.log("control", `Faults: ${faults.map(({ id }) => id).join(", ") || "none"}.`);
  };
  const controlApp = makeControlServer({
    faults: () => switchboard.switches(),
    setFaults,
    status,
    reset,
    journal,
  });

  const apps: readonly (readonly [keyof typeof ports, FastifyInstance])[] = [
    ["control", controlApp],
    ["clinic", clinicApp],
    ["interface", interfaceApp],
    ["emr", emrApp],
    ["otherSite", otherApp],
  ];
  const close = async (): Promise<void> => {
    emr.stop();
    await Promise.all([outbox.stop(), engine.stop()]);
    await Promise.all([...apps.map(([, app]) => app.close()), mllp?.close()]);
    emr.stop();
    db.close();
    if (temporary) removePracticeFolder(folder);
  };
  try {
    switchboard.set(options.faults ?? []);
    for (const [index, [name, app]] of apps.entries()) {
      const port = options.port === undefined || name === "otherSite" ? 0 : options.port + index;
      ports[name] = await listen(app, port, name);
    }
    if (mllp) {
      const port = options.port === undefined ? 0 : options.port + emrMllpOffset;
      mllpPort = await portOr(port, "EMR's HL7 door", mllp.listen(port));
    }
  } catch (error) {
    await close();
    throw error;
  }
  outbox.wake();
  engine.wake();
  let closing: Promise<void> | null = null;
  return {
    addresses: {
      clinic: { fhir: `${at("clinic")}/fhir`, page: `${at("clinic")}/` },
      interface: { fhir: `${at("interface")}/fhir`, mllp: null, drop: null },
      emr: {
        fhir: `${at("emr")}/fhir`,
        mllp: mllp && `127.0.0.1:${mllpPort}`,
        page: `${at("emr")}/`,
        export: null,
        otherSite: `${at("otherSite")}/fhir`,
      },
      control: at("control"),
    },
    key,
    setFaults,
    faults: () => switchboard.switches(),
    status,
    log: (limit) => journal.lines(limit),
    reset,
    close: () => (closing ??= close()),
  };
}

/** Ids that no other start gives out, so that an old address never means another person. */
function idMaker(letter: string): () => string {
  const start = randomBytes(4).toString("hex");
  let count = 0;
  return () => `${letter}${start}-${++count}`;
}
