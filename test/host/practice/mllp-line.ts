import { connect } from "node:net";

/** Sends one message over a real socket, and gives the answer as it came; null when the line is cut. */
export function tell(address: string, message: string | Buffer): Promise<string | null> {
  const [host = "", port = ""] = address.split(":");
  const body = typeof message === "string" ? Buffer.from(message, "utf8") : message;
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) }, () =>
      socket.write(Buffer.concat([Buffer.from([0x0b]), body, Buffer.from([0x1c, 0x0d])])),
    );
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
      if (!answer.endsWith("\u001C\r")) return;
      resolve(answer.slice(1, -2));
      socket.destroy();
    });
    socket.on("error", () => resolve(null));
    socket.on("close", () => resolve(null));
  });
}

/** MSA-1, MSA-2 and ERR-8 of an answer. */
export function saidIn(answer: string | null): readonly string[] {
  const fields = (id: string): string[] =>
    (answer ?? "")
      .split("\r")
      .find((line) => line.startsWith(id))
      ?.split("|") ?? [];
  return [fields("MSA")[1] ?? "", fields("MSA")[2] ?? "", fields("ERR")[8] ?? ""];
}

/** Sends pieces of bytes one after the other, and gives everything that came back after two answers. */
export function inPieces(address: string, pieces: readonly Buffer[]): Promise<string> {
  const [host = "", port = ""] = address.split(":");
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), noDelay: true }, () => {
      pieces.forEach((piece, at) => setTimeout(() => socket.write(piece), at * 30));
    });
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
      if (answer.split("\u001C\r").length <= 2) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}
