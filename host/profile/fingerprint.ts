import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

import type { Profile } from "../../api/profile.ts";

/**
 * `sha256:` and the hash of the profile's canonical JSON (RFC 8785). Comments and the order of keys
 * change nothing; every value does. No secret stands in a profile, so none is in it.
 */
export function fingerprintOf(profile: Profile): string {
  const text = canonicalize(profile) ?? "";
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
