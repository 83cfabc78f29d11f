import { readFile, stat } from "node:fs/promises";
import type { z } from "zod";
import { readJson } from "../../core/json/read-json.ts";
import { inputFailure } from "../compare-files/input-failure.ts";
import { setFile, setFormat, setFormatPattern, type SetFile } from "./set-file.ts";

const mostBytes = 400 * 1024 * 1024;
const another = "Ask for the file again, or name another one.";

/**
 * Reads the file of a set and checks its form; what it holds is checked by `openSet`.
 * @throws CliFailure (exit 2) that says what is wrong and where
 */
export async function readSet(path: string): Promise<SetFile> {
  const bytes = await bytesOf(path);
  const text = textOf(bytes, path);
  const value = valueOf(text, bytes, path);
  const format =
    typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  checkFormat(format, path);
  const key = hostileKey(value, "");
  if (key !== null) {
    const happened = `The set has a key "__proto__" in ${key}; no set needs it.`;
    throw inputFailure(happened, another, path);
  }
  const read = setFile.safeParse(value);
  if (read.success) return read.data;
  throw inputFailure(`The set is not as it was written: ${whatIsWrong(read.error)}`, another, path);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw inputFailure("The file is too large for a prepared set.", another, path);
    const bytes = await readFile(path);
    if (bytes.length === 0) throw inputFailure("The file is empty.", another, path);
    return bytes;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const code = String(error.code);
    const happened =
      code === "ENOENT" ? "There is no such file." : `The file cannot be read (${code}).`;
    throw inputFailure(happened, "Name the file of a prepared set, such as autumn.people.", path);
  }
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw inputFailure("The file is no text, so it is no prepared set.", another, path);
  }
}

function valueOf(text: string, bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const [problem] = readJson(bytes).problems;
    if (problem === undefined) throw inputFailure("The file is no JSON.", another, path);
    const at = `${path}, line ${problem.line}, column ${problem.column}`;
    const cut = problem.kind === "cut-off";
    throw inputFailure(cut ? "The file is cut off." : problem.says, another, at);
  }
}

function checkFormat(format: unknown, path: string): void {
  if (format === setFormat) return;
  const version = typeof format === "string" ? setFormatPattern.exec(format)?.[1] : undefined;
  if (version !== undefined) {
    const happened = `The set was written by a newer Crosschart (${String(format)}); this one reads ${setFormat}.`;
    throw inputFailure(happened, "Use the newer Crosschart.", path);
  }
  const other = typeof format === "string" ? `: its format is "${format.slice(0, 60)}"` : "";
  throw inputFailure(
    `The file is no prepared set${other}.`,
    "crosschart generate --save-set FILE writes one.",
    path,
  );
}

/** Where an object has `__proto__` as a key of its own; schemas do not see it. */
function hostileKey(value: unknown, at: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (Object.hasOwn(value, "__proto__")) return at === "" ? "the file" : at;
  for (const [key, inner] of Object.entries(value)) {
    const found = hostileKey(inner, at === "" ? key : `${at}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** The first thing that is wrong, with its place in the file: `people[3].values[0]: …`. */
function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "it has another form.";
  const place = issue.path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
  return `${place === "" ? "" : `${place}: `}${issue.message}.`;
}
