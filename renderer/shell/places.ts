import type { IconName } from "../parts/icon.tsx";
import type { Route } from "./route.ts";

export interface Place {
  readonly label: string;
  readonly icon: IconName;
  readonly route: Route;
}

export interface PlaceGroup {
  readonly label: string;
  readonly places: readonly Place[];
}

const later = (name: Extract<Route, { screen: "later" }>["name"]): Route => ({
  screen: "later",
  name,
});

/** The navigation, in its order; Alt 1…9 follow it. */
export const placeGroups: readonly PlaceGroup[] = [
  { label: "", places: [{ label: "Home", icon: "home", route: { screen: "home" } }] },
  {
    label: "Test",
    places: [
      { label: "Make patients", icon: "people", route: { screen: "make" } },
      { label: "Send & read back", icon: "send", route: { screen: "send", run: null } },
      {
        label: "Compare",
        icon: "compare",
        route: { screen: "compare", run: null, case: null, field: null },
      },
      { label: "Update loop", icon: "loop", route: later("update-loop") },
      { label: "Duplicates", icon: "duplicates", route: later("duplicates") },
      { label: "Coverage", icon: "grid", route: { screen: "coverage", run: null } },
    ],
  },
  {
    label: "Results",
    places: [
      {
        label: "Findings",
        icon: "warning",
        route: { screen: "findings", run: null, finding: null },
      },
      { label: "Failures", icon: "flag", route: later("failures") },
      { label: "Sign-off", icon: "signature", route: later("sign-off") },
      { label: "Evidence", icon: "box", route: later("evidence") },
    ],
  },
  {
    label: "Set up",
    places: [
      { label: "Connections", icon: "plug", route: { screen: "connections" } },
      { label: "Mapping document", icon: "mapping", route: later("mapping") },
      { label: "Practice EMR", icon: "switch", route: { screen: "practice" } },
      { label: "Monitor", icon: "pulse", route: later("monitor") },
    ],
  },
];

export const allPlaces: readonly Place[] = placeGroups.flatMap((group) => group.places);

export function isCurrent(place: Place, route: Route): boolean {
  if (place.route.screen !== route.screen) {
    return place.route.screen === "home" && route.screen === "start";
  }
  if (place.route.screen === "later" && route.screen === "later") {
    return place.route.name === route.name;
  }
  return true;
}
