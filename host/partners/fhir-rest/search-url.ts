/** Escapes a search value: `\`, `,`, `$` and `|` get a backslash (FHIR R4 search.html#escaping). */
export function escapeSearch(value: string): string {
  return value.replace(/[\\,$|]/g, (special) => `\\${special}`);
}

/** A token parameter `system|value`, escaped. */
export function tokenOf(system: string, value: string): string {
  return `${escapeSearch(system)}|${escapeSearch(value)}`;
}

/** `base/path?name=value&…`, with the values percent-encoded. */
export function searchUrl(
  base: URL,
  path: string,
  parameters: readonly (readonly [string, string])[] = [],
): URL {
  const url = new URL(`${base.href.replace(/\/$/, "")}/${path}`);
  url.search = parameters
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  return url;
}

/** Whether the server's self link repeats a parameter; null where there is no usable self link. */
export function selfLinkNames(self: string | null, parameter: string): boolean | null {
  if (self === null) return null;
  const query = self.indexOf("?");
  if (query < 0) return false;
  return new URLSearchParams(self.slice(query + 1)).has(parameter);
}
