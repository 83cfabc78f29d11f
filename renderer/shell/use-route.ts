import { useSyncExternalStore } from "react";
import { hashOf, routeOf, type Route } from "./route.ts";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return routeOf(hash);
}

export function goTo(route: Route): void {
  window.location.hash = hashOf(route);
}

/** The same screen with another selection: no new step for Back. */
export function replaceRoute(route: Route): void {
  if (window.location.hash === hashOf(route)) return;
  window.history.replaceState(null, "", hashOf(route));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
