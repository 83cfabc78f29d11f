import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonNode } from "../../../core/json/json-node.ts";
import { memberOf, stringOf, valueOf } from "../../../core/json/json-node.ts";
import { readJson, readJsonLines } from "../../../core/json/read-json.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): ReturnType<typeof readJson> => readJson(bytesOf(text));
const firstProblem = (text: string): unknown => read(text).problems[0];

/** What JSON.parse would have made of it. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    case "array":
      return node.items.map(plain);
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

describe("reading JSON", () => {
  test("agrees with JSON.parse on every document", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.boolean(), (text, indented) => {
        const source = indented ? JSON.stringify(JSON.parse(text), null, "\t") : text;
        const { root, problems } = read(source);
        expect(problems.filter((problem) => problem.kind !== "proto-key")).toEqual([]);
        expect(root === null ? "unread" : plain(root)).toEqual(JSON.parse(source));
      }),
    );
  });

  test("refuses what JSON.parse refuses, whatever was cut off or broken", () => {
    const document = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(document, fc.nat(), fc.string({ maxLength: 1 }), (text, at, put) => {
        const cut = at % (text.length + 1);
        for (const broken of [text.slice(0, cut), text.slice(0, cut) + put + text.slice(cut + 1)]) {
          let fine = true;
          try {
            JSON.parse(broken);
          } catch {
            fine = false;
          }
          const { root, problems } = read(broken);
          expect(root !== null).toBe(fine);
          if (!fine) expect(problems.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("keeps the digits of a number", () => {
    const { root } = read('{"a":2.50,"b":12345678901234567890,"c":1e-7,"d":-0}');
    const texts = ["a", "b", "c", "d"].map((key) => {
      const node = valueOf(root ?? undefined, key);
      return node?.kind === "number" ? node.text : null;
    });
    expect(texts).toEqual(["2.50", "12345678901234567890", "1e-7", "-0"]);
  });

  test("knows the bytes of every key and value, also behind accents", () => {
    const bytes = bytesOf('{"é":["Ñandú", 2.5]}');
    const { root } = readJson(bytes);
    const member = memberOf(root ?? undefined, "é");
    const cut = (start: number, end: number): string =>
      new TextDecoder().decode(bytes.subarray(start, end));
    expect(cut(member?.keyStart ?? 0, member?.keyEnd ?? 0)).toBe('"é"');
    const items = member?.value.kind === "array" ? member.value.items : [];
    expect(items.map((item) => cut(item.start, item.end))).toEqual(['"Ñandú"', "2.5"]);
  });

  test("keeps both of two equal keys, reads the last and says so", () => {
    const { root, problems } = read('{"dose":2.5,\n "dose":25}');
    expect(root?.kind === "object" ? root.members.length : 0).toBe(2);
    expect(problems).toMatchObject([{ kind: "duplicate-key", line: 2, column: 2, offset: 14 }]);
    const dose = valueOf(root ?? undefined, "dose");
    expect(dose?.kind === "number" ? dose.text : "").toBe("25");
  });

  test("keeps a __proto__ key as data and says so", () => {
    const { root, problems } = read('{"__proto__":{"admin":true}}');
    expect(problems).toMatchObject([{ kind: "proto-key", offset: 1 }]);
    expect(valueOf(valueOf(root ?? undefined, "__proto__"), "admin")?.kind).toBe("boolean");
    expect(valueOf(root ?? undefined, "admin")).toBeUndefined();
  });

  test("says where a document was cut off", () => {
    expect(firstProblem('{"a": [1, 2')).toMatchObject({ kind: "cut-off", offset: 11, column: 12 });
    expect(firstProblem('{"a": "Ort')).toMatchObject({ kind: "cut-off", offset: 6, column: 7 });
    expect(firstProblem("")).toMatchObject({ kind: "cut-off", offset: 0 });
  });

  test("names line and column of a mistake, in characters", () => {
    expect(firstProblem('{\r\n  "naïve": x}')).toMatchObject({
      kind: "syntax",
      line: 2,
      column: 12,
      says: '"x" stands where a value should stand.',
    });
  });

  test("does not go down 10,000 levels", () => {
    for (const open of ["[", '{"a":']) {
      expect(firstProblem(open.repeat(10_000))).toMatchObject({ kind: "too-deep" });
    }
    const { root, problems } = readJson(bytesOf("[".repeat(1e5) + "]".repeat(1e5)), {
      maxDepth: 1e6,
    });
    expect([root?.kind, problems.length]).toEqual(["array", 0]);
  });

  test("refuses more bytes than it was allowed", () => {
    expect(readJson(bytesOf("[1,2,3]"), { maxBytes: 6 }).problems).toMatchObject([
      { kind: "too-large" },
    ]);
  });

  test("recognises what is no JSON at all", () => {
    expect(firstProblem("<!doctype html><title>Sign in</title>")).toMatchObject({
      kind: "not-json",
    });
    const wide = Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00);
    expect(readJson(wide)).toMatchObject({ root: null, problems: [{ kind: "not-json" }] });
  });

  test("reads on behind a byte order mark and says so", () => {
    const { root, problems } = read("\uFEFF{}");
    expect(root?.kind).toBe("object");
    expect(problems).toMatchObject([{ kind: "byte-order-mark", offset: 0 }]);
  });

  test("reports bytes of another encoding and keeps the rest of the text", () => {
    const { root, problems } = readJson(Uint8Array.of(0x22, 0x4a, 0x6f, 0x73, 0xe9, 0x22));
    expect(stringOf(root ?? undefined)).toBe("Jos\uFFFD");
    expect(problems).toMatchObject([{ kind: "bad-utf8", offset: 4, column: 5 }]);
  });

  test("reports half a surrogate pair, and joins a whole one", () => {
    expect(stringOf(read('"\\ud842\\udfb7"').root ?? undefined)).toBe("𠮷");
    expect(read('"a\\ud842b"').problems).toMatchObject([{ kind: "lone-surrogate", offset: 2 }]);
  });

  test("allows comments and trailing commas only where asked to", () => {
    const text = '// profile\n{"a": [1, 2,], /* why */ "b": {},}';
    const { root, problems } = readJson(bytesOf(text), { comments: true });
    expect(problems).toEqual([]);
    expect(root === null ? null : plain(root)).toEqual({ a: [1, 2], b: {} });
    expect(read(text).root).toBeNull();
    expect(readJson(bytesOf("[,]"), { comments: true }).root).toBeNull();
  });

  test("reads one value per line", () => {
    const { roots, problems } = readJsonLines(bytesOf('{"a":1}\n{"a":2}\n\n'));
    expect([roots.map(plain), problems]).toEqual([[{ a: 1 }, { a: 2 }], []]);
    expect(readJsonLines(bytesOf('{"a":1}\n{"a":')).roots.length).toBe(1);
    expect(read('{"a":1}\n{"a":2}').root).toBeNull();
  });
});
