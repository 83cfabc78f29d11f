import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

export type Script = (
  asked: Asked,
  answer: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>;

/** A real HTTP server on loopback that does what the test tells it to. */
export async function startScripted(script: Script): Promise<{
  readonly base: string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}> {
  const asked: Asked[] = [];
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one = {
        method: request.method ?? "",
        url: request.url ?? "",
        body: Buffer.concat(parts).toString("utf8"),
      };
      asked.push(one);
      void script(one, answer, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // An HTTP server on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sendJson(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { "content-type": "application/fhir+json" });
  answer.end(JSON.stringify(body));
}

/** A port where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
