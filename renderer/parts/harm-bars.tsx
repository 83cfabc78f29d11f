const steps = [1, 2, 3, 4] as const;

export const harmWords: Readonly<Record<number, string>> = {
  4: "Could harm a patient",
  3: "Could mix up two patients",
  2: "Contact, visit or bill goes wrong",
  1: "Looks wrong, no consequence",
};

/** Four rising bars, 1 to 4; harm is never a hue. */
export function HarmBars({ level }: { level: number }) {
  return (
    <span className="harm" role="img" aria-label={`harm level ${level} of 4`}>
      {steps.map((step) => (
        <i key={step} className={step <= level ? "on" : ""} />
      ))}
    </span>
  );
}
