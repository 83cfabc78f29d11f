import { MessageChannelMain, utilityProcess } from "electron";
import type { BrowserWindow, UtilityProcess } from "electron";
import { HostClient } from "./host-client.ts";
import { portChannel } from "./page-address.ts";

export interface HostLinkOptions {
  /** The bundled host-process. */
  readonly program: string;
  readonly workspace: string | null;
  /** The host cannot work: it said why, or ended more often than a restart can mend. */
  readonly gaveUp: (says: string) => void;
  /** A host was started, or started again: pages and menu need new ports. */
  readonly started: () => void;
}

/** What the host's process tells main, beside the contract. */
export interface FromHost {
  readonly kind: "refused";
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

const restartsAllowed = 3;
const stopLimitMs = 10_000;

/** The host in its own process: started, watched, started again, and ended with us. */
export class HostLink {
  readonly #options: HostLinkOptions;
  #host: UtilityProcess;
  #client: HostClient;
  #restarts = 0;
  #alive = false;
  #stopping = false;

  constructor(options: HostLinkOptions) {
    this.#options = options;
    this.#host = this.#fork();
    this.#client = this.#connectClient();
  }

  /** For the menu; the page has a port of its own. */
  get client(): HostClient {
    return this.#client;
  }

  /** Gives the page in the window a new port to the host. */
  connectPage(window: BrowserWindow): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#host.postMessage({ kind: "connect" }, [port1]);
    window.webContents.postMessage(portChannel, null, [port2]);
  }

  /** Lets the host finish writing; ends it when it does not answer. */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    if (!this.#alive) return;
    const host = this.#host;
    await new Promise<void>((done) => {
      const limit = setTimeout(() => host.kill(), stopLimitMs);
      host.once("exit", () => {
        clearTimeout(limit);
        done();
      });
      host.postMessage({ kind: "stop" });
    });
  }

  #fork(): UtilityProcess {
    const args = this.#options.workspace === null ? [] : [this.#options.workspace];
    const host = utilityProcess.fork(this.#options.program, args, {
      serviceName: "Crosschart host",
      stdio: "inherit",
    });
    this.#alive = true;
    host.once("exit", () => this.#ended(host));
    host.on("message", (told: FromHost) => {
      this.#options.gaveUp(`${told.happened}\n${told.safe}\n${told.todo}`);
    });
    return host;
  }

  #connectClient(): HostClient {
    const { port1, port2 } = new MessageChannelMain();
    this.#host.postMessage({ kind: "connect" }, [port1]);
    return new HostClient(port2);
  }

  #ended(host: UtilityProcess): void {
    this.#alive = false;
    if (this.#stopping || host !== this.#host) return;
    if (this.#restarts >= restartsAllowed) {
      this.#options.gaveUp(
        "The part that does the work ended several times.\n" +
          "What was done is stored. Start again; if it stays, send the log to support.",
      );
      return;
    }
    this.#restarts += 1;
    this.#host = this.#fork();
    this.#client = this.#connectClient();
    this.#options.started();
  }
}
