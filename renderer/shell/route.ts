/** Where in the application a person is; each place has an address that can be passed on. */
export type Route =
  | { readonly screen: "home" }
  | { readonly screen: "start"; readonly run: string | null }
  | { readonly screen: "make" }
  | { readonly screen: "send"; readonly run: string | null }
  | { readonly screen: "coverage"; readonly run: string | null }
  | {
      readonly screen: "compare";
      readonly run: string | null;
      readonly case: string | null;
      readonly field: string | null;
    }
  | { readonly screen: "findings"; readonly run: string | null; readonly finding: string | null }
  | { readonly screen: "connections" }
  | { readonly screen: "practice" }
  | { readonly screen: "later"; readonly name: LaterName };

export const laterNames = [
  "update-loop",
  "duplicates",
  "failures",
  "sign-off",
  "evidence",
  "mapping",
  "monitor",
] as const;
export type LaterName = (typeof laterNames)[number];

function segment(text: string): string {
  return encodeURIComponent(text);
}

/** The address of a place, with its `#`. */
export function hashOf(route: Route): string {
  switch (route.screen) {
    case "send":
    case "coverage":
    case "start": {
      const run = route.run === null ? "" : `/run/${segment(route.run)}`;
      return `#/${route.screen}${run}`;
    }
    case "compare": {
      const run = route.run === null ? "" : `/run/${segment(route.run)}`;
      if (route.case === null) return `#/compare${run}`;
      const field = route.field === null ? "" : `/field/${segment(route.field)}`;
      return `#/case/${segment(route.case)}${run}${field}`;
    }
    case "findings": {
      const run = route.run === null ? "" : `/run/${segment(route.run)}`;
      if (route.finding === null) return `#/findings${run}`;
      return `#/finding/${segment(route.finding)}${run}`;
    }
    case "later":
      return `#/${route.name}`;
    default:
      return `#/${route.screen}`;
  }
}

/** `/case/X/run/Y/field/Z` as pairs; anything that does not decode is left out. */
function pairsOf(parts: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    try {
      pairs.set(parts[at] ?? "", decodeURIComponent(parts[at + 1] ?? ""));
    } catch {
      // a damaged address leads to the screen, not to an error
    }
  }
  return pairs;
}

/** The place of an address; an unknown address leads home. */
export function routeOf(hash: string): Route {
  const parts = hash.replace(/^#?\/?/, "").split("/");
  const first = parts[0] ?? "";
  const later = laterNames.find((name) => name === first);
  if (later !== undefined) return { screen: "later", name: later };
  switch (first) {
    case "make":
    case "connections":
    case "practice":
      return { screen: first };
    case "start":
    case "coverage":
    case "send":
      return { screen: first, run: pairsOf(parts.slice(1)).get("run") ?? null };
    case "run":
      return { screen: "send", run: pairsOf(parts).get("run") ?? null };
    case "compare":
    case "case": {
      const pairs = pairsOf(first === "compare" ? parts.slice(1) : parts);
      return {
        screen: "compare",
        run: pairs.get("run") ?? null,
        case: pairs.get("case") ?? null,
        field: pairs.get("field") ?? null,
      };
    }
    case "findings":
    case "finding": {
      const pairs = pairsOf(first === "findings" ? parts.slice(1) : parts);
      return {
        screen: "findings",
        run: pairs.get("run") ?? null,
        finding: pairs.get("finding") ?? null,
      };
    }
    default:
      return { screen: "home" };
  }
}
