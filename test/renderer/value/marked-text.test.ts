import { describe, expect, test } from "vitest";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import { markText, rangesOf, type Side } from "../../../renderer/parts/value/marked-text.ts";

/** The value with each mark in brackets: `O{del:’}Brien`. */
function marked(source: string, target: string, side: Side, allowed = false): string {
  const value = side === "source" ? source : target;
  return markText(value, rangesOf(diffCharacters(source, target), side, allowed))
    .map((run) => {
      if (!("clusters" in run)) return `[${run.characters} ${run.same ? "same" : "more"}]`;
      const text = run.clusters.map((cluster) => cluster.text).join("");
      return run.mark === null ? text : `{${run.mark}:${text}}`;
    })
    .join("");
}

describe("marks stand on the characters that changed", () => {
  test("a changed letter on both sides", () => {
    expect(marked("José", "Jos?", "source")).toBe("Jos{del:é}");
    expect(marked("José", "Jos?", "target")).toBe("Jos{ins:?}");
  });

  test("what is gone is marked where it was", () => {
    expect(marked("2.5", "25", "source")).toBe("2{gone:.}5");
    expect(marked("2.5", "25", "target")).toBe("25");
  });

  test("what was added is marked where it came", () => {
    expect(marked("5", "5.0", "target")).toBe("5{add:.0}");
  });

  test("an allowed difference has a mark of its own", () => {
    expect(marked("Aoife ", "Aoife", "source", true)).toBe("Aoife{alw: }");
  });

  test("a mark never splits an accent from its letter", () => {
    expect(marked("Jose\u0301", "Jose", "source")).toBe("Jos{del:e\u0301}");
  });

  test("the same value has no mark", () => {
    expect(marked("Núñez", "Núñez", "target")).toBe("Núñez");
  });
});

describe("long equal stretches fold", () => {
  const long = "x".repeat(240);

  test("24 characters stay on either side of a change", () => {
    expect(marked(`${long}a`, `${long}b`, "source")).toBe(
      `${"x".repeat(24)}[192 same]${"x".repeat(24)}{del:a}`,
    );
  });

  test("both sides fold alike, so that they stay level", () => {
    const folds = (side: Side) => marked(`${long}gone`, long, side).match(/\[\d+ same\]/)?.[0];
    expect(folds("source")).toBe("[192 same]");
    // the side that was cut has no mark of its own: the row asks for folding
    const spans = diffCharacters(`${long}gone`, long);
    const target = markText(long, rangesOf(spans, "target", false), "", true);
    expect(target.map((run) => ("clusters" in run ? run.clusters.length : run.characters))).toEqual(
      [24, 192, 24],
    );
  });

  test("a short stretch stays as it is", () => {
    expect(marked(`${"y".repeat(60)}a`, `${"y".repeat(60)}b`, "source")).not.toContain("same");
  });
});

describe("a value of a megabyte", () => {
  const big = "é".repeat(1_000_000);
  const drawn = (runs: ReturnType<typeof markText>) =>
    runs.reduce((sum, run) => sum + ("clusters" in run ? run.clusters.length : 0), 0);
  const whole = (runs: ReturnType<typeof markText>) =>
    runs
      .map((run) => ("clusters" in run ? run.clusters.map((each) => each.text).join("") : run.text))
      .join("");

  test("is drawn around its change alone, and no character of it is lost", () => {
    const value = `${big}a${big}`;
    const runs = markText(value, [{ start: 1_000_000, end: 1_000_001, mark: "del" }], "", true);
    expect(drawn(runs)).toBe(24 + 24 + 1 + 24 + 24);
    expect(runs.find((run) => run.mark === "del")).toMatchObject({ clusters: [{ text: "a" }] });
    expect(whole(runs)).toBe(value);
  });

  test("that is missing whole folds inside its mark", () => {
    const runs = markText(big, [{ start: 0, end: 1_000_000, mark: "gone" }]);
    expect(runs.map((run) => run.mark)).toEqual(["gone", "gone", "gone"]);
    expect(runs[1]).toMatchObject({ characters: 999_600, same: false });
  });

  test("that did not change folds too", () => {
    expect(drawn(markText(big, []))).toBe(400);
  });

  test("tears no pair of code units apart, and no accent from its letter", () => {
    const pairs = "😀".repeat(2000);
    expect(whole(markText(pairs, []))).toBe(pairs);
    const accents = "e\u0301".repeat(3000);
    const runs = markText(accents, []);
    const clusters = runs.flatMap((run) => ("clusters" in run ? run.clusters : []));
    expect(clusters.every((cluster) => cluster.text === "e\u0301")).toBe(true);
  });

  test("has no space at the end where it is only cut for drawing", () => {
    const runs = markText("a ".repeat(3000).trim(), []);
    const tiles = runs
      .flatMap((run) => ("clusters" in run ? run.clusters : []))
      .flatMap((c) => c.tiles);
    expect(tiles).toEqual([]);
  });
});
