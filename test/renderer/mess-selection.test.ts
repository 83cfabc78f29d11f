import { describe, expect, test } from "vitest";
import {
  chosenTricks,
  foundFamilies,
  messTextOf,
  shareOf,
  withFamily,
  withTrick,
  type Mess,
} from "../../renderer/screens/make/mess-selection.ts";

function trick(id: string, says: string, fields: string[] = ["Last name"]) {
  return {
    id,
    says,
    example: "",
    expected: "must arrive unchanged",
    note: "",
    fields,
    exposes: [{ id: "ROUND", short: "Dose rounded", long: "Dose rounded" }],
    allowed: [],
    rate: "",
    rateSource: "",
  };
}

const ask = { who: "", question: "" };
const mess: Mess = {
  families: [
    {
      id: "name",
      letter: "B",
      label: "Names",
      says: "",
      ask,
      operators: [trick("curly", "A curly apostrophe."), trick("accent", "An accent.")],
    },
    {
      id: "clinical",
      letter: "J",
      label: "Clinical",
      says: "",
      ask,
      operators: [trick("dose", "A dose with decimals.", ["Dose (number)"])],
    },
  ],
  presets: [
    { id: "smoke", label: "Quick look", says: "", group: "", operators: ["curly", "dose"] },
    { id: "none", label: "No mess", says: "", group: "", operators: [] },
  ],
};
const [names] = mess.families;

describe("the tricks of a choice", () => {
  test("are those of the preset", () => {
    expect([...chosenTricks(mess, "smoke")]).toEqual(["curly", "dose"]);
    expect(chosenTricks(mess, "none").size).toBe(0);
  });

  test("are those of families, by name or letter, and of single tricks", () => {
    expect([...chosenTricks(mess, "name,dose")]).toEqual(["curly", "accent", "dose"]);
    expect([...chosenTricks(mess, "J")]).toEqual(["dose"]);
  });

  test("are written shortly, and read back as the same", () => {
    expect(messTextOf(mess, new Set(["accent", "curly", "dose"]))).toBe("name,clinical");
    expect(messTextOf(mess, new Set(["accent"]))).toBe("accent");
    expect(messTextOf(mess, new Set())).toBe("none");
    for (const text of ["name,clinical", "accent", "none"])
      expect(messTextOf(mess, chosenTricks(mess, text))).toBe(text);
  });

  test("are switched one by one, or with their family", () => {
    if (names === undefined) throw new Error("There is a family.");
    const one = withTrick(new Set(["dose"]), "curly");
    expect(shareOf(names, one)).toBe("some");
    expect(shareOf(names, withFamily(names, one, true))).toBe("all");
    expect([...withFamily(names, one, false)]).toEqual(["dose"]);
    expect([...withTrick(one, "curly")]).toEqual(["dose"]);
  });
});

test("a trick is found by any of its words, its field or its fault", () => {
  const ids = (typed: string) =>
    foundFamilies(mess, typed).flatMap(({ operators }) => operators.map(({ id }) => id));
  expect(ids("")).toEqual(["curly", "accent", "dose"]);
  expect(ids("APOSTROPHE curly")).toEqual(["curly"]);
  expect(ids("dose (number)")).toEqual(["dose"]);
  expect(ids("round names")).toEqual(["curly", "accent"]);
  expect(ids("nothing like it")).toEqual([]);
});
