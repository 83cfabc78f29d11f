/** What the two systems are called on screen, from a stored profile: its `Clinic → EMR` name. */
export function systemNames(profile: unknown): { sourceName: string; targetName: string } {
  const name =
    typeof profile === "object" && profile !== null && "name" in profile
      ? String(profile.name)
      : "";
  const [source = "", target = ""] = (name.split(",")[0] ?? "")
    .split(/→|->/)
    .map((part) => part.trim());
  return { sourceName: source || "Clinic software", targetName: target || "EMR" };
}
