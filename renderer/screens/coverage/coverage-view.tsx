import { useState } from "react";
import { useKeys } from "../../shell/keys.tsx";
import { BoxCard } from "./box-card.tsx";
import {
  boxOf,
  columnsOf,
  rowsOf,
  testedOf,
  type CoverageMap,
  type Narrowed,
} from "./coverage-model.ts";
import { HeatMap, type Place } from "./heat-map.tsx";
import { useExpand } from "./use-expand.ts";

interface ViewProps {
  readonly map: CoverageMap;
  readonly run: string | null;
}

function Filters({
  map,
  narrowed,
  onNarrow,
}: {
  map: CoverageMap;
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
}) {
  const select = (
    label: string,
    all: string,
    value: string | null,
    options: readonly { readonly id: string; readonly label: string }[],
    onChange: (id: string | null) => void,
  ) => (
    <select
      className="inp"
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{all}</option>
      {options.map((each) => (
        <option key={each.id} value={each.id}>
          {each.label}
        </option>
      ))}
    </select>
  );
  return (
    <div className="row wrap cov-filters">
      {select("Kind of mess", "All kinds of mess", narrowed.family, map.families, (family) =>
        onNarrow({ ...narrowed, family }),
      )}
      {select("Part of the record", "All parts of the record", narrowed.group, map.groups, (group) =>
        onNarrow({ ...narrowed, group }),
      )}
    </div>
  );
}

function Legend() {
  return (
    <ul className="legend meta">
      {(["1–3", "4–9", "10–19", "20 or more"] as const).map((words, at) => (
        <li key={words}>
          <span className={`hm-key heat-${at + 1}`} aria-hidden="true" /> {words}
        </li>
      ))}
      <li>
        <span className="hm-key bad" aria-hidden="true">
          ✕2
        </span>{" "}
        2 failed
      </li>
      <li>
        <span className="hm-key gap" aria-hidden="true">
          0
        </span>{" "}
        never tried
      </li>
      <li>
        <span className="hm-key part" aria-hidden="true">
          3
        </span>{" "}
        some of it never tried
      </li>
      <li>
        <span aria-hidden="true">○</span> cannot be tested over this connection
      </li>
      <li>
        <span aria-hidden="true">·</span> does not apply
      </li>
    </ul>
  );
}

function HowFar({ map }: { map: CoverageMap }) {
  const { tested, of } = testedOf(map);
  const expand = useExpand();
  const gaps = map.cells.filter(
    (cell) =>
      cell.blocked === null &&
      cell.passed + cell.failed + cell.undecided + cell.notCompared === 0,
  );
  return (
    <section className="card">
      <div className="in stack">
        <p>
          <b>
            {tested.toLocaleString("en-US")} of {of.toLocaleString("en-US")}
          </b>{" "}
          combinations tested that can be tested here
        </p>
        <progress
          className="pb"
          max={Math.max(1, of)}
          value={tested}
          aria-label="Tested combinations"
        />
        {gaps.length > 0 && (
          <button
            type="button"
            className="btn"
            aria-disabled={expand === null}
            onClick={() => expand?.(gaps.map(({ operator }) => operator))}
          >
            Make patients for all {gaps.length.toLocaleString("en-US")} gaps
          </button>
        )}
      </div>
    </section>
  );
}

/** The map, its filters, and what stands behind the chosen box. */
export function CoverageView({ map, run }: ViewProps) {
  const [narrowed, setNarrowed] = useState<Narrowed>({ family: null, group: null });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(["who"]));
  const [place, setPlace] = useState<Place | null>(null);
  const expand = useExpand();
  const columns = columnsOf(map, narrowed);
  const shownGroups = narrowed.group === null ? opened : new Set([narrowed.group]);
  const rows = rowsOf(map, narrowed, columns, shownGroups);
  const row = rows.find(({ id }) => id === place?.row) ?? rows[0];
  const column = columns.find(({ id }) => id === place?.column) ?? columns[0];
  const box = row === undefined || column === undefined ? null : boxOf(map, row, column);
  useKeys([
    {
      keys: ["e"],
      shown: "E",
      says: "Make patients for what was never tried in this box",
      letter: true,
      run: () => {
        if (box !== null && box.never.length > 0)
          expand?.(box.never.map(({ operator }) => operator));
      },
    },
  ]);
  return (
    <div className="cv">
      <section className="card hm-card" data-pane="">
        <Filters map={map} narrowed={narrowed} onNarrow={setNarrowed} />
        <HeatMap
          map={map}
          rows={rows}
          columns={columns}
          opened={shownGroups}
          place={row === undefined || column === undefined ? null : { row: row.id, column: column.id }}
          onPlace={setPlace}
          onOpen={(group) => {
            const next = new Set(opened);
            if (!next.delete(group)) next.add(group);
            setOpened(next);
          }}
        />
        <Legend />
      </section>
      <div className="cv-side" data-pane="">
        {row !== undefined && column !== undefined && (
          <BoxCard
            key={`${row.id} ${column.id}`}
            map={map}
            run={run}
            row={row}
            column={column}
            box={box}
          />
        )}
        <HowFar map={map} />
      </div>
    </div>
  );
}
