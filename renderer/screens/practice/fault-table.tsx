import { Fragment } from "react";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import { Icon } from "../../parts/icon.tsx";
import { rangesOf } from "../../parts/value/marked-text.ts";
import { Value } from "../../parts/value/value.tsx";
import type { Practice, PracticeFault } from "./practice-screen.tsx";

function Found({ found }: { found: boolean | null }) {
  if (found === null) return <span className="muted">–</span>;
  return (
    <span className={found ? "v pass" : "v fail"}>
      <Icon name={found ? "pass" : "fail"} />
      {found ? "found" : "missed"}
    </span>
  );
}

function Before({ fault }: { fault: PracticeFault }) {
  const lost = diffCharacters(fault.before, fault.after).filter((span) => span.kind === "gone");
  return (
    <Value text={fault.before} ranges={rangesOf(lost, "source", false)} beside={fault.after} />
  );
}

function After({ fault }: { fault: PracticeFault }) {
  if (fault.after === "") return <span className="nil">nothing</span>;
  const spans = diffCharacters(fault.before, fault.after);
  return (
    <Value text={fault.after} ranges={rangesOf(spans, "target", false)} beside={fault.before} />
  );
}

interface TableProps {
  readonly practice: Practice;
  readonly onToggle: (fault: PracticeFault) => void;
}

/** Faults as switches, grouped; what staff would notice, and one example before and after. */
export function FaultTable({ practice, onToggle }: TableProps) {
  const families = [...new Set(practice.faults.map((fault) => fault.family))];
  return (
    <div className="ft" tabIndex={0} role="region" aria-label="Faults of the practice EMR">
      <table className="g faults">
        <thead>
          <tr>
            <th scope="col">Switch</th>
            <th scope="col">Fault and what staff would notice</th>
            <th scope="col">Sent</th>
            <th scope="col">Kept</th>
            <th scope="col">Last run</th>
            <th scope="col">Code</th>
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <Fragment key={family}>
              <tr className="gr">
                <td colSpan={6}>{family.charAt(0).toUpperCase() + family.slice(1)}</td>
              </tr>
              {practice.faults
                .filter((fault) => fault.family === family)
                .map((fault) => (
                  <tr key={fault.id}>
                    <td>
                      <button
                        type="button"
                        role="switch"
                        aria-checked={fault.on}
                        className={fault.on ? "sw on" : "sw"}
                        onClick={() => onToggle(fault)}
                      >
                        <i />
                        <span className="vh">{fault.name}: </span>
                        <b>{fault.on ? "ON" : "OFF"}</b>
                      </button>
                    </td>
                    <td>
                      <b>{fault.name}</b> <small>{fault.notice}</small>
                    </td>
                    <td>
                      <Before fault={fault} />
                    </td>
                    <td>
                      <After fault={fault} />
                    </td>
                    <td>
                      <Found found={fault.found} />
                    </td>
                    <td className="code nowrap">{fault.id}</td>
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
