import type { Profile } from "../../api/profile.ts";

/** What the schema alone cannot say: keys that must fit each other. */
export function checkTogether(
  profile: Profile,
): { readonly path: readonly (string | number)[]; readonly says: string } | null {
  for (const [system, { range }] of Object.entries(profile.identifiers)) {
    const [from = "", to = ""] = range.split("-");
    const path = ["identifiers", system, "range"];
    if (from.length !== to.length)
      return { path, says: "both ends need the same number of digits." };
    if (from > to) return { path, says: "the range ends before it begins." };
  }
  if (profile.direction === "two-way") {
    if (profile.target.send === undefined) {
      return { path: ["target"], says: "two-way needs target.send." };
    }
    if ((profile.source.find ?? profile.source.read?.find) === undefined) {
      return { path: ["source"], says: "two-way needs source.find." };
    }
  }
  for (const [at, host] of profile.guard.hosts.entries()) {
    const anyPort = host.endsWith(":*");
    if (anyPort && !isLoopbackName(host.slice(0, -2))) {
      const path = ["guard", "hosts", at];
      return { path, says: "any port (*) is for this machine alone; elsewhere name the port." };
    }
  }
  return null;
}

/** Names and addresses that never leave this machine. */
export function isLoopbackName(host: string): boolean {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
