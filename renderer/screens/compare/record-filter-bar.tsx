import { Icon } from "../../parts/icon.tsx";
import type { Section } from "./case-types.ts";
import { filterChoices, isChosen, type RecordFilter } from "./record-filter.ts";

interface FilterProps {
  readonly sections: readonly Section[];
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

/** A row of chips that narrow the record to one verdict or one fault; pressed again, all is back. */
export function RecordFilterBar({ sections, filter, onFilter }: FilterProps) {
  const choices = filterChoices(sections);
  if (choices.length < 2) return null;
  return (
    <div className="rec-filter" role="group" aria-label="Show only">
      {choices.map((choice) => {
        const on = isChosen(choice, filter);
        return (
          <button
            key={choice.label}
            type="button"
            className={`chip ${choice.look}`}
            aria-pressed={on}
            title={choice.title}
            onClick={() => onFilter(on ? null : choice.filter)}
          >
            {on && <Icon name="check" />}
            {choice.label} <b>{choice.count}</b>
          </button>
        );
      })}
    </div>
  );
}
