import { Icon } from "../../parts/icon.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Value } from "../../parts/value/value.tsx";
import type { CaseDetail } from "./case-types.ts";
import { rowCount } from "./row-words.ts";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

function timeWords(detail: CaseDetail): string {
  const time = (at: string | null) => (at === null ? "not known" : clock.format(new Date(at)));
  return `sent ${time(detail.sentAt)} · read back ${time(detail.readAt)}`;
}

/** Name and number of the patient, when it travelled, and which fields are shown. */
export function CaseHead({
  detail,
  all,
  onAll,
  onCases,
}: {
  detail: CaseDetail;
  all: boolean;
  onAll: (all: boolean) => void;
  onCases: () => void;
}) {
  const fields = rowCount(detail.sections);
  return (
    <div className="row case-head">
      <button type="button" className="btn sm cases-btn" onClick={onCases}>
        <Icon name="menu" />
        Cases
      </button>
      <div className="case-name">
        <h1>
          <Value text={detail.case.name} />
        </h1>
        <span className="chip">Made-up patient</span>
        <span className="code">{detail.case.number}</span>
        <span className="meta opt2">{timeWords(detail)}</span>
      </div>
      <span className="ml">
        <Segments
          label="Which fields"
          options={[
            { id: "differences", label: `Differences ${detail.case.differences}` },
            { id: "all", label: `All ${fields} fields` },
          ]}
          chosen={all ? "all" : "differences"}
          onChoose={(id) => onAll(id === "all")}
        />
      </span>
    </div>
  );
}
