import { mostPeople } from "../../../api/calls/people.ts";
import type { Coverage } from "./families-card.tsx";

interface LineProps {
  readonly coverage: Coverage | null;
  readonly count: number;
  /** The patients of an opened set are as many as they are. */
  readonly fixed: boolean;
  readonly onCount: (count: number) => void;
}

/** What is covered as one number, and the way to all of it. */
export function CoverageLine({ coverage, count, fixed, onCount }: LineProps) {
  if (coverage === null) {
    return (
      <p className="cov-line meta" aria-busy="true">
        Counting what these patients cover…
      </p>
    );
  }
  const { covered, possible, notTestable, needed } = coverage;
  const more = needed === null ? 0 : needed - count;
  return (
    <div className="cov-line">
      <p>
        <b>
          {covered} of {possible}
        </b>{" "}
        covered: kinds of mess in a field.
        {notTestable > 0 && ` ${notTestable} more cannot be tested here.`}
      </p>
      <progress
        className="pb"
        max={Math.max(1, possible)}
        value={covered}
        aria-label="Covered kinds of mess in a field"
      />
      <div className="row wrap">
        <span className="meta grow">
          {fixed
            ? "The patients are those of the opened set."
            : needed === null
              ? "Drawn by how often they happen: how many it takes is a matter of chance."
              : needed === 0
                ? "Clean patients cover no mess; they are the control."
                : `Everything once takes ${needed.toLocaleString("en-US")} patients.`}
        </span>
        {more > 0 && needed !== null && needed <= mostPeople && (
          <button type="button" className="btn sm" onClick={() => onCount(needed)}>
            {more.toLocaleString("en-US")} more would cover everything
          </button>
        )}
      </div>
    </div>
  );
}
