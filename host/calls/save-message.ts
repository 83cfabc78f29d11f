import { makeFolder } from "../make-folder.ts";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { MessageFormat } from "../../api/calls/people.ts";
import type { CallRefusal } from "../../api/fault.ts";
import { chartText } from "../generate/chart-text.ts";
import type { SetPerson } from "../sets/people-source.ts";
import { encodePerson } from "./person-message.ts";
import { refuse } from "./refuse.ts";

/**
 * Writes a person as one file, to the byte as it would be sent; CSV as a folder of files.
 * @throws CallRefusal where something stands there, or the folder cannot be written
 */
export async function saveMessage(
  person: SetPerson,
  format: MessageFormat | "chart",
  sentAt: string,
  path: string,
  replace: boolean,
): Promise<{ path: string; files: number }> {
  const full = resolve(path);
  if (format === "chart") {
    await writeNew(full, chartText(person.chart), replace);
    return { path: full, files: 1 };
  }
  const { files } = encodePerson(person, format, sentAt);
  if (format !== "csv") {
    await writeNew(full, files[0]?.bytes ?? new Uint8Array(), replace);
    return { path: full, files: 1 };
  }
  for (const { name, bytes } of files) await writeNew(join(full, name), bytes, replace);
  return { path: full, files: files.length };
}

/** Writes a file whole or not at all. */
export async function writeNew(
  path: string,
  content: string | Uint8Array,
  replace: boolean,
): Promise<void> {
  try {
    makeFolder(dirname(path));
    if (!replace) {
      await writeFile(path, content, { flag: "wx" });
      return;
    }
    const part = `${path}.part`;
    await writeFile(part, content);
    await rename(part, path).catch(async (error: unknown) => {
      await rm(part, { force: true });
      throw error;
    });
  } catch (error) {
    throw asRefusal(error, path);
  }
}

function asRefusal(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  return refusalOf(String(error.code), path);
}

function refusalOf(code: string, path: string): CallRefusal {
  if (code === "EEXIST") {
    const todo = "Choose another name, or replace it.";
    return refuse("conflict", `There is a file already: ${path}`, "It is as it was.", todo);
  }
  if (code === "ENOSPC" || code === "EDQUOT")
    return refuse("store", "There is no room left to save.", "Nothing was sent.", "Make space.");
  const happened = `The file cannot be written (${code}): ${path}`;
  return refuse("bad-request", happened, "Nothing was changed.", "Choose another folder.");
}
