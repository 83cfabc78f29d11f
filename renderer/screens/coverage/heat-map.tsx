import type { KeyboardEvent } from "react";
import { Icon } from "../../parts/icon.tsx";
import {
  boxOf,
  boxWords,
  heatOf,
  stateOf,
  type Box,
  type Column,
  type CoverageMap,
  type Row,
} from "./coverage-model.ts";

export interface Place {
  readonly row: string;
  readonly column: string;
}

interface BoxProps {
  readonly box: Box | null;
  readonly name: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function lookOf(box: Box): string {
  const part = box.never.length > 0 && box.tried > 0 ? " part" : "";
  switch (stateOf(box)) {
    case "failed":
      return `h bad${part}`;
    case "tried":
      return `h heat-${heatOf(box)}${part}`;
    case "never":
      return "h gap";
    case "blocked":
      return "h hatched";
  }
}

function BoxButton({ box, name, chosen, onChoose }: BoxProps) {
  const words = box === null ? "does not apply" : boxWords(box);
  return (
    <td role="gridcell" aria-selected={chosen}>
      <button
        type="button"
        className={box === null ? "h na" : lookOf(box)}
        tabIndex={chosen ? 0 : -1}
        title={words}
        onClick={onChoose}
        onFocus={onChoose}
      >
        <span className="vh">
          {name}: {words}.{" "}
        </span>
        {box === null ? (
          "·"
        ) : stateOf(box) === "blocked" ? (
          "○"
        ) : (
          <>
            {box.tried}
            {box.failed > 0 && <b>✕{box.failed}</b>}
          </>
        )}
      </button>
    </td>
  );
}

interface MapProps {
  readonly map: CoverageMap;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly opened: ReadonlySet<string>;
  readonly place: Place | null;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (group: string) => void;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Fields × kinds of mess; the arrows go from box to box and to a group's button, one Tab leaves the map. */
export function HeatMap({ map, rows, columns, opened, place, onPlace, onOpen }: MapProps) {
  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement)) return;
    const line = event.target.closest("tr");
    const body = event.target.closest("tbody");
    if (line === null || body === null) return;
    // the button of a group stands before its boxes; only groups have one
    const stops = (row: Element | undefined) => [
      ...(row?.querySelectorAll<HTMLElement>("th, td") ?? []),
    ];
    const at = event.target;
    const lines = [...body.rows];
    const across = stops(line).findIndex((stop) => stop.contains(at));
    const to = stops(lines[lines.indexOf(line) + step[0]])[across + step[1]];
    event.preventDefault();
    event.stopPropagation();
    // focus follows, and the focus chooses
    to?.querySelector<HTMLElement>("button")?.focus();
  }
  return (
    <div className="hm-frame" role="region" aria-label="Map of the coverage" tabIndex={-1}>
      <table className="hm" role="grid" aria-label="Coverage" onKeyDown={onKeyDown}>
        <thead>
          <tr role="row">
            <th scope="col" role="columnheader">
              <span className="vh">Field</span>
            </th>
            {columns.map((column) => (
              <th key={column.id} scope="col" role="columnheader" title={column.label}>
                {column.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} role="row" className={row.kind}>
              <th scope="row" role="rowheader">
                {row.kind === "group" ? (
                  <button
                    type="button"
                    className="plain-btn sec-btn"
                    tabIndex={-1}
                    aria-expanded={opened.has(row.id)}
                    onClick={() => onOpen(row.id)}
                  >
                    <Icon name={opened.has(row.id) ? "down" : "right"} />
                    {row.label}
                  </button>
                ) : (
                  row.label
                )}
              </th>
              {columns.map((column) => (
                <BoxButton
                  key={column.id}
                  box={boxOf(map, row, column)}
                  name={`${row.label}, ${column.label}`}
                  chosen={place?.row === row.id && place.column === column.id}
                  onChoose={() => onPlace({ row: row.id, column: column.id })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
