import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

import { profileSchema } from "../../api/profile.ts";
import type { Profile } from "../../api/profile.ts";
import { itemsOf, memberOf, stringOf } from "../../core/json/json-node.ts";
import type { JsonNode } from "../../core/json/json-node.ts";
import { placeOfOffset } from "../../core/json/json-problem.ts";
import { readJson } from "../../core/json/read-json.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { checkTogether } from "./check-together.ts";
import { nearMatch } from "./near-match.ts";
import { loadTables } from "./load-tables.ts";
import { knownKeysAt } from "./profile-keys.ts";

const maxProfileBytes = 1_000_000;

/**
 * Reads a profile file: JSON with comments, checked against the schema (cli.md, "A profile").
 * @throws CliFailure with exit 2, file, line and key, and the key that was probably meant
 */
export function readProfile(file: string): Profile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : "";
    throw new CliFailure(exitCodes.usage, {
      happened:
        code === "ENOENT"
          ? `There is no profile ${file}.`
          : `The profile ${file} cannot be read (${code === "EISDIR" ? "it is a folder" : String(code)}).`,
      safe: "Nothing was sent.",
      todo: "Check the path of the file, and that you may read it.",
      at: file,
    });
  }
  return parseProfile(bytes, file);
}

/** The same for bytes that were read elsewhere; `file` is the name to use in sentences. */
export function parseProfile(bytes: Uint8Array, file: string): Profile {
  const read = readJson(bytes, { comments: true, maxBytes: maxProfileBytes, maxDepth: 30 });
  const problem = read.problems.find((one) => one.kind !== "byte-order-mark");
  if (problem !== undefined || read.root === null) {
    const at = problem === undefined ? null : `${problem.line}:${problem.column}`;
    throw refuse(
      file,
      at,
      problem?.says ?? "The file is empty.",
      "A profile is JSON with comments.",
    );
  }
  const root = read.root;
  const checked = profileSchema.safeParse(plainOf(root));
  const issues: readonly z.core.$ZodIssue[] = checked.error?.issues ?? [];
  // A key that is one too many explains most others (the misspelt key that is now missing).
  const flat = issues.flatMap(withinUnions);
  const issue = flat.find((one) => one.code === "unrecognized_keys") ?? issues[0];
  if (issue !== undefined) throw refuseIssue(file, bytes, root, issue);
  // Without an issue there is data.
  const profile = checked.data as Profile;
  const clash = checkTogether(profile);
  if (clash !== null) {
    const node = nodeAt(root, clash.path);
    throw refuse(
      file,
      placeOf(bytes, node?.start ?? 0),
      `${clash.path.join(".")}: ${clash.says}`,
      "",
    );
  }
  const { allow } = profile;
  return allow === undefined ? profile : { ...profile, allow: loadTables(allow, dirname(file)) };
}

/** An issue, and those of the ways in which a value may be written. */
function withinUnions(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const inner = issue.errors.flat().flatMap(withinUnions);
  return [issue, ...inner.map((one) => ({ ...one, path: [...issue.path, ...one.path] }))];
}

function refuseIssue(
  file: string,
  bytes: Uint8Array,
  root: JsonNode,
  issue: z.core.$ZodIssue,
): CliFailure {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const known = knownKeysAt(path);
    const near = nearMatch(key, known);
    const start = memberOf(nodeAt(root, path), key)?.keyStart ?? 0;
    const adapter = stringOf(memberOf(nodeAt(root, path), "adapter")?.value);
    if (near === key && adapter !== undefined) {
      const says = `The key "${key}" in ${path.join(".")} does not belong to the adapter "${adapter}".`;
      return refuse(file, placeOf(bytes, start), says, "");
    }
    const meant =
      near === null ? `Known keys here: ${known.join(", ")}.` : `Did you mean "${near}"?`;
    const where = path.length === 0 ? "" : ` in ${path.join(".")}`;
    return refuse(file, placeOf(bytes, start), `The key "${key}"${where} is not known.`, meant);
  }
  // A missing key has no node: then the object around it is shown.
  let shown = path;
  let node = nodeAt(root, shown);
  while (node === undefined && shown.length > 0) {
    shown = shown.slice(0, -1);
    node = nodeAt(root, shown);
  }
  const missing = shown.length < path.length;
  const there = node?.kind === "object" ? node.members.map(({ key }) => key) : [];
  const instead = missing ? nearMatch(String(path[shown.length]), there) : null;
  const says = missing
    ? `The key "${path.join(".")}" is missing.${instead === null ? "" : ` Is "${instead}" a slip of it?`}`
    : `${path.length === 0 ? "The profile" : path.join(".")} is not right: ${issue.message}.`;
  return refuse(file, placeOf(bytes, node?.start ?? 0), says, "");
}

function refuse(file: string, at: string | null, says: string, hint: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `The profile ${file} cannot be used. ${says}${hint === "" ? "" : ` ${hint}`}`,
    safe: "Nothing was sent, and the file was not changed.",
    todo: "Correct the file; crosschart profile schema prints what may stand in it.",
    at: at === null ? file : `${file}:${at}`,
  });
}

function placeOf(bytes: Uint8Array, offset: number): string {
  const { line, column } = placeOfOffset(bytes, offset);
  return `${line}:${column}`;
}

function nodeAt(root: JsonNode, path: readonly (string | number)[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of path) {
    node = typeof step === "number" ? itemsOf(node)[step] : memberOf(node, step)?.value;
  }
  return node;
}

/** The tree as plain values. Profiles are shallow (the reader stops at 30), so this may recurse. */
function plainOf(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map((member) => [member.key, plainOf(member.value)]));
    case "array":
      return node.items.map(plainOf);
    case "string":
      return node.text;
    case "number":
      return Number(node.text);
    case "boolean":
      return node.value;
    case "null":
      return null;
  }
}
