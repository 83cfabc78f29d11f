import type { Reply } from "../../../api/contract.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";

export type StageMark = Reply<"run.detail">["people"][number]["sent"];

const looks: Readonly<Record<StageMark, { look: string; icon: IconName | null; word: string }>> = {
  done: { look: " ok", icon: "check", word: "done" },
  now: { look: " run", icon: "running", word: "under way" },
  waiting: { look: "", icon: null, word: "waiting" },
  failed: { look: " no", icon: "cross", word: "no" },
  late: { look: " late", icon: "clock", word: "late" },
  none: { look: " none", icon: null, word: "does not apply" },
};

export function Stage({ mark }: { mark: StageMark }) {
  const looks_ = looks[mark];
  return (
    <span className={`st${looks_.look}`} role="img" aria-label={looks_.word}>
      {looks_.icon !== null && <Icon name={looks_.icon} />}
    </span>
  );
}
