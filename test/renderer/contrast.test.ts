import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";

type Tokens = ReadonlyMap<string, string>;

function tokensOf(block: string): Tokens {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [
      match[1] ?? "",
      match[2] ?? "",
    ]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(tokens: Tokens, a: string, b: string): number {
  const [x = 0, y = 0] = [a, b]
    .map((name) => luminance(tokens.get(name) ?? "#808080"))
    .toSorted((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

const texts = [
  ["text", "surface"],
  ["text", "accent-weak"],
  ["text-2", "surface"],
  ["text-2", "bg"],
  ["text-2", "surface-2"],
  ["text-3", "surface"],
  ["text-3", "bg"],
  ["text-3", "surface-2"],
  ["text-3", "accent-weak"],
  ["accent", "surface"],
  ["accent", "bg"],
  ["accent-on", "accent"],
  ["match", "match-bg"],
  ["allowed", "allowed-bg"],
  ["delta", "delta-bg"],
  ["missing", "missing-bg"],
  ["missing", "surface"],
  ["extra", "extra-bg"],
  ["extra", "surface"],
  ["unsure", "unsure-bg"],
  ["nocmp", "nocmp-bg"],
  ["text", "delta-ch"],
  ["text", "allowed-ch"],
  ["text", "missing-ch"],
  ["text", "extra-ch"],
  ["text", "unsure-bg"],
  ["text", "delta-bg"],
] as const;

const edges = [
  ["line-strong", "surface"],
  ["line-strong", "bg"],
  ["focus", "surface"],
  ["focus", "bg"],
  ["unsure-line", "surface"],
  ["unsure-line", "unsure-bg"],
] as const;

describe.each(["light", "dark"] as const)("the %s colours", (theme) => {
  let tokens: Tokens = new Map();
  beforeAll(async () => {
    const file = new URL("../../renderer/style/tokens.css", import.meta.url);
    const [light = "", dark = ""] = (await readFile(file, "utf8")).split(
      /:root\[data-theme="?dark"?\]/,
    );
    const darkBlock = dark.split("}")[0] ?? "";
    tokens = tokensOf(theme === "light" ? light : darkBlock);
  });

  test.each(texts)("%s can be read on %s", (text, ground) => {
    expect(tokens.has(text) && tokens.has(ground)).toBe(true);
    expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)("%s can be seen on %s", (edge, ground) => {
    expect(contrast(tokens, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
