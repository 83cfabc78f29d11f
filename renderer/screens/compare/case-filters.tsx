import { faultWords } from "../../../core/faults/faults.ts";
import { Icon } from "../../parts/icon.tsx";
import { useCall } from "../../shell/use-call.ts";
import type { CaseQuery, CaseSort, RowVerdict } from "./case-types.ts";

const sorts: readonly { readonly id: CaseSort; readonly label: string }[] = [
  { id: "waiting", label: "Waiting first" },
  { id: "harm", label: "Worst first" },
  { id: "fault", label: "By fault" },
  { id: "name", label: "By name" },
  { id: "number", label: "By number" },
];

const verdicts: readonly { readonly id: RowVerdict; readonly label: string }[] = [
  { id: "delta", label: "≠ different" },
  { id: "missing", label: "− missing" },
  { id: "extra", label: "+ not sent by us" },
  { id: "not-readable", label: "! not readable" },
  { id: "allowed", label: "≈ tidied, allowed" },
  { id: "not-compared", label: "○ not compared" },
  { id: "match", label: "= all the same" },
];

export function isFiltered({ filter, verdict, fault }: CaseQuery): boolean {
  return filter !== "" || verdict !== undefined || fault !== undefined;
}

interface FiltersProps {
  readonly query: CaseQuery;
  readonly onQuery: (query: CaseQuery) => void;
}

/** The fault that the list is narrowed to, with the way out. */
function FaultFilter({ query, onQuery }: FiltersProps) {
  const fields = useCall("catalogue.fields", query.fault?.field ? {} : null);
  if (query.fault === undefined) return null;
  const { fault, ...rest } = query;
  const field = fields.data?.fields.find((each) => each.id === fault.field)?.label;
  const words = faultWords(fault.id).short + (field === undefined ? "" : `: ${field}`);
  return (
    <button
      type="button"
      className="chip fault-filter"
      title={`${faultWords(fault.id).long} · ${fault.id}`}
      onClick={() => onQuery(rest)}
    >
      <span className="ell">{words}</span>
      <Icon name="cross" />
      <span className="vh">show all patients again</span>
    </button>
  );
}

/** One field for words, one choice of what the patients must show, one of the order. */
export function CaseFilters({ query, onQuery }: FiltersProps) {
  const { verdict, ...others } = query;
  return (
    <>
      <input
        id="case-filter"
        className="inp lh-search"
        type="search"
        aria-label="Filter cases"
        placeholder="Filter"
        value={query.filter}
        onChange={(event) => onQuery({ ...query, filter: event.target.value })}
      />
      <div className="row lh-tools">
        <select
          className="inp"
          aria-label="Patients with"
          value={verdict ?? ""}
          onChange={(event) => {
            const chosen = verdicts.find((each) => each.id === event.target.value);
            onQuery(chosen === undefined ? others : { ...others, verdict: chosen.id });
          }}
        >
          <option value="">All patients</option>
          {verdicts.map((each) => (
            <option key={each.id} value={each.id}>
              {each.label}
            </option>
          ))}
        </select>
        <select
          className="inp"
          aria-label="Order of the cases"
          value={query.sort}
          onChange={(event) => {
            const sort = sorts.find((each) => each.id === event.target.value);
            if (sort !== undefined) onQuery({ ...query, sort: sort.id });
          }}
        >
          {sorts.map((sort) => (
            <option key={sort.id} value={sort.id}>
              {sort.label}
            </option>
          ))}
        </select>
      </div>
      <FaultFilter query={query} onQuery={onQuery} />
    </>
  );
}
