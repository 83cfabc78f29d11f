import { isLoopbackName } from "../profile/check-together.ts";

/** Which hosts a run may talk to, by the profile's list (workflow.md 12). */
export interface HostGuard {
  readonly mayAsk: (url: URL) => boolean;
  /** Looked at again at each connection, after the name was looked up. */
  readonly mayConnect: (host: string, address: string) => boolean;
}

/**
 * @param hosts `HOST:PORT`, or a loopback `HOST:*`
 * @param resolved addresses of each listed name when the run was guarded; a name that leads
 * elsewhere later is refused
 */
export function guardHosts(
  hosts: readonly string[],
  resolved: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): HostGuard {
  return {
    mayAsk: (url) => {
      const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
      const host = bare(url.hostname);
      return hosts.some((listed) => {
        const cut = listed.lastIndexOf(":");
        const listedPort = listed.slice(cut + 1);
        const sameHost = bare(listed.slice(0, cut)).toLowerCase() === host.toLowerCase();
        return sameHost && (listedPort === "*" || listedPort === port);
      });
    },
    mayConnect: (host, address) => {
      if (isLoopbackName(bare(host))) return isLoopbackName(address);
      const known = resolved.get(bare(host));
      return known === undefined || known.has(address);
    },
  };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}

const productionWord = /(?:^|[^a-z])(prod|production|prd)(?:[^a-z]|$)/i;
const denied =
  /\b(?:not|non|no|never)[\s-]+(?:(?:for|a|in|the|use[sd]?)\s+)*(?:production|prod)\b/gi;

/** The first text that says "production", or null. "Not for production" does not. */
export function productionSign(words: readonly string[]): string | null {
  for (const word of words) {
    const found = productionWord.exec(word.replace(denied, " "));
    if (found !== null) return found[1] ?? null;
  }
  return null;
}
