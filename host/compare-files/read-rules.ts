import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";

import { allowRule } from "../../api/profile.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import { transformationById } from "../../core/compare/rules/transformations.ts";
import type { JsonNode } from "../../core/json/json-node.ts";
import { readJson } from "../../core/json/read-json.ts";
import { unknownField } from "../profile/check-together.ts";
import { loadTables } from "../profile/load-tables.ts";
import { rulesIn } from "../profile/rules-in.ts";
import { inputFailure } from "./input-failure.ts";

const rulesFile = z.strictObject({ allow: z.array(allowRule) });

/** Reads `--rules FILE`: `{"allow":[…]}` as in a profile, comments allowed. CliFailure (exit 2) else. */
export function readRules(given: string, cwd: string): readonly AllowRule[] {
  const path = resolve(cwd, given);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw inputFailure(`The rules file "${given}" cannot be read.`, "Check the path.", path);
  }
  const { root, problems } = readJson(bytes, { comments: true });
  const [problem] = problems;
  if (root === null || problem !== undefined) {
    const where =
      problem === undefined ? path : `${path}, line ${problem.line}, column ${problem.column}`;
    throw inputFailure(problem?.says ?? "The rules file is no JSON.", "Correct the file.", where);
  }
  const parsed = rulesFile.safeParse(plain(root));
  if (!parsed.success) {
    const { issues } = parsed.error;
    // A key that is one too many explains the one that is missing.
    const issue = issues.find((one) => one.code === "unrecognized_keys") ?? issues[0];
    const key = issue?.path.join(".") ?? "";
    throw inputFailure(
      `The rules file is not as expected: ${issue?.message ?? "unknown reason"}.`,
      'Expected {"allow":[{"field","rule","reason","agreedBy"}]}, as in a profile.',
      `${path}, key ${key === "" ? "(whole file)" : key}`,
    );
  }
  for (const [at, { field, rule }] of parsed.data.allow.entries()) {
    const says =
      transformationById(rule) === undefined
        ? `there is no rule ${rule}; AT-01 … AT-27.`
        : unknownField(field);
    if (says === null) continue;
    throw inputFailure(
      `The rules file is not as expected: ${says}`,
      "Correct the rule or the field; * stands for one or more segments.",
      `${path}, key allow.${at}.${transformationById(rule) === undefined ? "rule" : "field"}`,
    );
  }
  return rulesIn(loadTables(parsed.data.allow, dirname(path)));
}

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    case "array":
      return node.items.map((item) => plain(item));
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
