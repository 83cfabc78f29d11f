import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkedCopy, type CheckedCopy } from "./checked-copy.ts";

let copy: CheckedCopy;
beforeAll(async () => {
  copy = await checkedCopy();
});
afterAll(() => copy.close());

async function lint(path: string, text: string): Promise<{ code: number; text: string }> {
  await copy.write(path, text);
  try {
    return await copy.run("oxlint/bin/oxlint", path);
  } finally {
    await copy.remove(path);
  }
}

const broken: readonly [rule: string, path: string, text: string, says: string][] = [
  ["core imports api", "core/a.ts", `import { b } from "../api/b.ts"; b();`, "may not import api/"],
  ["core imports db", "core/a.ts", `export * from "../db/b.ts";`, "may not import db/"],
  ["core knows Node", "core/a.ts", `import { join } from "node:path"; join();`, "not know Node"],
  ["core knows Node without its prefix", "core/a.ts", `import("fs");`, "not know Node"],
  [
    "core takes a library",
    "core/a.ts",
    `import { z } from "zod"; z();`,
    "may not import the library",
  ],
  [
    "core takes all of faker",
    "core/a.ts",
    `import("@faker-js/faker");`,
    "may not import the library",
  ],
  [
    "api imports host",
    "api/a.ts",
    `import { b } from "../host/b.ts"; b();`,
    "may not import host/",
  ],
  ["api knows Node", "api/a.ts", `import { join } from "node:path"; join();`, "not know Node"],
  [
    "db imports host",
    "db/a.ts",
    `import type { B } from "../host/b.ts"; export type A = B;`,
    "host/",
  ],
  ["db imports api", "db/a.ts", `import { b } from "../api/b.ts"; b();`, "may not import api/"],
  [
    "host imports the renderer",
    "host/a.ts",
    `import("../renderer/b.ts");`,
    "may not import renderer/",
  ],
  [
    "host imports electron/",
    "host/a.ts",
    `import("../electron/b.ts");`,
    "may not import electron/",
  ],
  ["host imports test", "host/a.ts", `import("../test/b.ts");`, "may not import test/"],
  ["host imports build", "host/a.ts", `import("../build/b.ts");`, "may not import build/"],
  ["the renderer imports host", "renderer/a.ts", `import("../host/b.ts");`, "may not import host/"],
  [
    "the renderer imports db",
    "renderer/a.ts",
    `type A = import("../db/b.ts").B; export type C = A;`,
    "db/",
  ],
  ["the renderer knows Node", "renderer/a.ts", `import("node:fs");`, "not know Node"],
  ["electron imports the renderer", "electron/a.ts", `import("../renderer/b.ts");`, "renderer/"],
  ["the practice imports core", "host/practice/a/b.ts", `import("../../../core/c.ts");`, "core/"],
  [
    "the practice imports host",
    "host/practice/a.ts",
    `import("../runs/b.ts");`,
    "may not import host/",
  ],
  [
    "the practice reads a catalogue",
    "host/practice/a.ts",
    `f("x/core/catalogue/fields.ts");`,
    "catalogue",
  ],
  [
    "something is imported from outside",
    "host/a.ts",
    `import("../package.json");`,
    "may not import",
  ],
  [
    "better-sqlite3 outside db",
    "host/a.ts",
    `import("better-sqlite3");`,
    "only be imported in db/",
  ],
  [
    "kysely outside db",
    "host/runs/a.ts",
    `import { sql } from "kysely"; sql();`,
    "only be imported in db/",
  ],
  ["a second SQLite", "db/a.ts", `import("node:sqlite");`, "node:sqlite may only"],
  [
    "electron outside electron/",
    "host/a.ts",
    `import("electron");`,
    "only be imported in electron/",
  ],
  [
    "a socket in the runner",
    "host/runs/a.ts",
    `import { connect } from "node:net"; connect();`,
    "node:net",
  ],
  ["HTTP in a command", "host/cli/a.ts", `import http from "http"; http();`, "node:http"],
  ["HTTPS in electron", "electron/a.ts", `import("node:https");`, "node:https"],
  ["TLS in a handler", "host/calls/a.ts", `import("node:tls");`, "node:tls"],
  ["UDP in the store", "db/a.ts", `import("node:dgram");`, "node:dgram"],
  ["undici in the runner", "host/runs/a.ts", `import("undici");`, "undici may only"],
  ["ws in electron", "electron/a.ts", `import("ws");`, "ws may only"],
  ["fastify in a command", "host/cli/a.ts", `import("fastify");`, "fastify may only"],
  ["fetch in the runner", "host/runs/a.ts", `await fetch("http://127.0.0.1");`, "fetch may only"],
  [
    "a WebSocket in a screen",
    "renderer/screens/a.ts",
    `new WebSocket("ws://127.0.0.1");`,
    "WebSocket may",
  ],
  [
    "a hidden fetch",
    "host/runs/a.ts",
    `await globalThis.fetch("http://127.0.0.1");`,
    "fetch may only",
  ],
  ["a default export", "core/a.ts", `export default 1;`, "default export"],
  ["a file named utils", "core/utils.ts", `export const a = 1;`, "says nothing"],
  ["a file named helpers", "host/helpers.ts", `export const a = 1;`, "says nothing"],
  ["a file named common", "db/common.ts", `export const a = 1;`, "says nothing"],
  ["a barrel", "core/fhir/index.ts", `export const a = 1;`, "says nothing"],
  ["a file not in kebab-case", "core/makePerson.ts", `export const a = 1;`, "kebab-case"],
  ["any", "core/a.ts", `export const a = (b: any) => b;`, "any"],
  ["an import circle", "core/a.ts", `import { a as b } from "./a.ts"; export const a = b;`, "ycle"],
];

describe("a rule of the house that is broken is reported", () => {
  it.each(broken)("%s", async (_rule, path, text, says) => {
    const result = await lint(path, text);
    expect(result.text).toContain(says);
    expect(result.code).not.toBe(0);
  });
});

describe("what the rules allow passes", () => {
  it.each([
    ["core/a.ts", `import { en } from "@faker-js/faker/locale/en"; en();`],
    ["core/fhir/a.ts", `import { diffArrays } from "diff"; diffArrays();`],
    ["api/a.ts", `import { b } from "../core/b.ts"; import { z } from "zod"; b(z);`],
    ["db/a.ts", `import { sql } from "kysely"; import { b } from "../core/b.ts"; b(sql);`],
    [
      "host/cli/a.ts",
      `import { b } from "../practice/b.ts"; import { c } from "../../db/c.ts"; b(c);`,
    ],
    ["host/partners/fhir-rest/a.ts", `import { request } from "undici"; request();`],
    ["host/serve-browser.ts", `import { createServer } from "node:http"; createServer();`],
    ["host/practice/store/a.ts", `import sqlite from "better-sqlite3"; sqlite();`],
    ["host/practice/emr/a.ts", `import fastify from "fastify"; fastify();`],
    ["electron/a.ts", `import { app } from "electron"; import { b } from "../host/b.ts"; b(app);`],
    ["renderer/shell/browser/a.ts", `new WebSocket("ws://127.0.0.1").close();`],
    ["renderer/a.tsx", `import { b } from "../api/b.ts"; import "react"; b();`],
    ["test/a.ts", `import { b } from "../build/b.ts"; import("electron"); b();`],
  ])("%s: %s", async (path, text) => {
    const result = await lint(path, text);
    expect(result.text).toContain("0 errors");
    expect(result.code).toBe(0);
  });
});
