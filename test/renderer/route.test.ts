import { expect, test } from "vitest";
import { hashOf, routeOf, type Route } from "../../renderer/shell/route.ts";

const places: readonly Route[] = [
  { screen: "home" },
  { screen: "start", run: null },
  { screen: "start", run: "r-1" },
  { screen: "make" },
  { screen: "send", run: null },
  { screen: "send", run: "r/1" },
  { screen: "compare", run: null, case: null, field: null },
  { screen: "compare", run: "r-1", case: null, field: null },
  { screen: "compare", run: "r-1", case: "r-1/SYN-01/p-0001", field: "medication.dose-value rx-1" },
  { screen: "coverage", run: null },
  { screen: "coverage", run: "r-1" },
  { screen: "findings", run: null, finding: null },
  { screen: "findings", run: "r-1", finding: null },
  { screen: "findings", run: "r-1", finding: "TRUNCATE@patient.address.line1;n=50" },
  { screen: "connections" },
  { screen: "practice" },
  { screen: "later", name: "sign-off" },
];

test.each(places)("the address of %j leads back to it", (place) => {
  expect(routeOf(hashOf(place))).toEqual(place);
});

test("an unknown or damaged address leads home or to its screen, never to an error", () => {
  expect(routeOf("#/nonsense")).toEqual({ screen: "home" });
  expect(routeOf("")).toEqual({ screen: "home" });
  expect(routeOf("#/case/%E0%A4%A")).toEqual({
    screen: "compare",
    run: null,
    case: null,
    field: null,
  });
});
