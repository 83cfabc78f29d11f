import { Icon } from "./icon.tsx";

export type AssessmentVerdict = "pass" | "fail" | "cant-tell";

export const assessmentLooks = {
  pass: { word: "Pass", look: "pass", icon: "pass", letter: "P" },
  fail: { word: "Fail", look: "fail", icon: "fail", letter: "F" },
  "cant-tell": { word: "Can’t tell", look: "unsure", icon: "unsure", letter: "T" },
} as const;

/** ✓ in a circle · ✕ in a filled square · ? in a diamond · dashed circle while it waits. */
export function AssessmentMark({ verdict }: { verdict: AssessmentVerdict | null }) {
  if (verdict === null) {
    return (
      <span className="v wait">
        <Icon name="waiting" />
        <span className="vh">waiting</span>
      </span>
    );
  }
  const looks = assessmentLooks[verdict];
  return (
    <span className={`v ${looks.look}`}>
      <Icon name={looks.icon} />
      {verdict === "pass" ? <span className="vh">Pass</span> : looks.word}
    </span>
  );
}
