import type { ReactNode } from "react";
import { Icon } from "../../parts/icon.tsx";
import type { Coverage } from "./families-card.tsx";
import type { Mess } from "./mess-selection.ts";

interface MapCell {
  readonly covered: number;
  readonly possible: number;
  readonly notTestable: number;
}

/** A step of the heat scale, 1 to 4. */
function heatOf({ covered, possible }: MapCell): number {
  return Math.max(1, Math.ceil((4 * covered) / Math.max(1, possible)));
}

function Cell({ cell, name }: { cell: MapCell | undefined; name: string }) {
  if (cell === undefined) {
    return (
      <td className="hc" aria-label={`${name}: does not apply`}>
        ·
      </td>
    );
  }
  const { covered, possible, notTestable } = cell;
  if (possible === 0) {
    return (
      <td
        className="hc hatched"
        aria-label={`${name}: ${notTestable} not testable over this connection`}
        title={`${notTestable} not testable over this connection`}
      >
        ○
      </td>
    );
  }
  const says = `${covered} of ${possible} covered${
    notTestable === 0 ? "" : `, ${notTestable} more not testable over this connection`
  }`;
  return (
    <td
      className={covered === 0 ? "hc untested" : `hc heat-${heatOf(cell)}`}
      aria-label={`${name}: ${says}`}
      title={says}
    >
      {covered}
      <small aria-hidden="true">/{possible}</small>
    </td>
  );
}

interface AboutProps {
  /** Null while it is counted. */
  readonly coverage: Coverage | null;
  readonly mess: Mess;
  readonly tabs: ReactNode;
}

/** Families × parts of a record, what is covered of what can be; and what cannot be tested, with the reason. */
export function CoverageAbout({ coverage, mess, tabs }: AboutProps) {
  return (
    <>
      <header className="wrap">
        <Icon name="grid" />
        <h2>What the patients cover</h2>
        <span className="meta ml">covered / possible</span>
        {tabs}
      </header>
      {coverage === null ? (
        <p className="in t2" aria-busy="true">
          Counting what these patients cover…
        </p>
      ) : (
        <CoverageMap coverage={coverage} mess={mess} />
      )}
    </>
  );
}

function CoverageMap({ coverage, mess }: { coverage: Coverage; mess: Mess }) {
  const { groups, map, reasons, connection } = coverage;
  const families = mess.families.filter(({ id }) => map.some((cell) => cell.family === id));
  const blocked = reasons.reduce((sum, reason) => sum + reason.cells, 0);
  return (
    <div className="map-frame" tabIndex={0} role="region" aria-label="Map of the coverage">
      {families.length === 0 ? (
        <p className="in t2">No mess is chosen, so there is nothing to cover.</p>
      ) : (
        <table className="map">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">Kind</span>
              </th>
              {groups.map((group) => (
                <th key={group.id} scope="col">
                  {group.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {families.map((family) => (
              <tr key={family.id}>
                <th scope="row">{family.label}</th>
                {groups.map((group) => (
                  <Cell
                    key={group.id}
                    name={`${family.label}, ${group.label}`}
                    cell={map.find((cell) => cell.family === family.id && cell.group === group.id)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {blocked > 0 && (
        <details className="in">
          <summary>
            {blocked} cannot be tested over {connection?.name ?? "this connection"} (
            {connection?.format ?? ""})
          </summary>
          <ul className="why-not">
            {reasons.map((reason) => (
              <li key={reason.says}>
                {reason.says} <span className="code">{reason.cells}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
