import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkedCopy, root, type CheckedCopy } from "./checked-copy.ts";

let copy: CheckedCopy;
beforeAll(async () => {
  copy = await checkedCopy();
});
afterAll(() => copy.close());

async function compile(text: string): Promise<{ code: number; text: string }> {
  await copy.write("core/tried.ts", text);
  return copy.run("typescript/bin/tsc", "-p", "core", "--noEmit");
}

describe("the compiler keeps core pure", () => {
  it("compiles core that asks for nothing", async () => {
    expect(await compile("export const one: number = 1;\n")).toEqual({ code: 0, text: "" });
  });

  it.each([
    ["process", "export const a = process.env;"],
    ["Buffer", "export const a = Buffer.from([]);"],
    ["document", "export const a = document.title;"],
    ["window", "export const a = window.name;"],
    ["setTimeout", "setTimeout(() => {}, 1); export {};"],
    ["console", "console.log(1); export {};"],
    ["fetch", "void fetch('http://127.0.0.1'); export {};"],
  ])("does not know %s", async (name, text) => {
    const result = await compile(text);
    expect(result.code).not.toBe(0);
    expect(result.text).toMatch(new RegExp(`Cannot find name '${name}'|'node:`));
  });

  it.each([
    ["an index that may be missing", "export const a: number = [1][0];", "undefined"],
    ["an enum", "export enum A { B }", "erasableSyntaxOnly"],
    [
      "a type imported as a value",
      `import { Chart } from "./chart.ts"; export type A = Chart;`,
      "type",
    ],
  ])("refuses %s", async (_what, text, says) => {
    await copy.write("core/chart.ts", "export interface Chart { readonly a: 1 }\n");
    const result = await compile(text);
    expect(result.code).not.toBe(0);
    expect(result.text).toContain(says);
  });
});

it("references exactly the projects that a folder may import", async () => {
  // Paths are those of the tsconfig files, which hold no comments.
  const references = async (folder: string): Promise<string[]> => {
    const text = await readFile(join(root, folder, "tsconfig.json"), "utf8");
    const { references: listed } = JSON.parse(text) as { references: { path: string }[] };
    return listed.map(({ path }) => path.replace(/^(\.\.\/)+/, "")).sort();
  };
  expect(await references("core")).toEqual([]);
  expect(await references("api")).toEqual(["core"]);
  expect(await references("db")).toEqual(["core"]);
  expect(await references("host/practice")).toEqual([]);
  expect(await references("host")).toEqual(["api", "core", "db", "practice"]);
  expect(await references("electron")).toEqual(["api", "core", "host"]);
  expect(await references("renderer")).toEqual(["api", "core"]);
});

it("locks every part to one version without naming a registry", async () => {
  for (const folder of [".", "build/runtime", "build/packager"]) {
    const lock = await readFile(join(root, folder, "package-lock.json"), "utf8");
    expect(lock).not.toContain('"resolved"');
    const manifest = await readFile(join(root, folder, "package.json"), "utf8");
    expect(manifest).not.toMatch(/": "[\^~*]/);
  }
});
