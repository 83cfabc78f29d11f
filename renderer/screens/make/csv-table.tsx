import { useEffect, useMemo, useRef } from "react";
import { cutLine } from "../../parts/raw/raw-lines.ts";
import { NotDrawn } from "../../parts/raw/raw.tsx";
import { csvCells, type CsvCell } from "./csv-cells.ts";
import { rawMarksOf, type Planted, type PlantedPlace } from "./planted.ts";
import { RawPart } from "./raw-part.tsx";

interface TableProps {
  readonly text: string;
  readonly marks: readonly PlantedPlace[];
  readonly planted: readonly Planted[];
  readonly name: string;
}

/** A CSV file of one patient as a table: each cell as it stands in the file, quotes included. */
export function CsvTable({ text, marks, planted, name }: TableProps) {
  const [head = [], ...rows] = useMemo(() => csvCells(text), [text]);
  const ordered = useMemo(() => rawMarksOf(marks).toSorted((a, b) => a.start - b.start), [marks]);
  const textOf = ({ start, end }: CsvCell) => text.slice(start, end);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>("td:has(.raw-mess)");
    if (first !== null && first !== undefined) frame.current?.scrollTo(first.offsetLeft - 60, 0);
  }, [text]);
  return (
    <div ref={frame} className="raw csv" tabIndex={0} role="region" aria-label={name}>
      <table className="g">
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell.start} scope="col" className="mono">
                {textOf(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell) => {
                const { parts, before, hidden } = cutLine(textOf(cell), cell.start, ordered);
                return (
                  <td key={cell.start}>
                    <span className="csv-cell">
                      <NotDrawn count={before} />
                      {parts.map((part, index) => (
                        <RawPart key={index} part={part} planted={planted} />
                      ))}
                    </span>
                    <NotDrawn count={hidden} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
