import { useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";
import { Segments } from "../../parts/segments.tsx";
import { FamilyRows } from "./family-rows.tsx";
import { chosenTricks, foundFamilies, messTextOf, type Mess } from "./mess-selection.ts";

export type Coverage = Reply<"people.coverage">;

/** What the panel on the right explains: a family, or one trick of it. */
export interface ShownMess {
  readonly family: string;
  readonly trick: string | null;
}

interface FamiliesProps {
  readonly mess: Mess;
  readonly text: string;
  /** Counts of the people; null while they are made. */
  readonly coverage: Coverage | null;
  readonly shown: ShownMess;
  readonly onShow: (shown: ShownMess) => void;
  readonly onMess: (text: string) => void;
  /** Chosen by an imported set: shown, not changed here. */
  readonly fixed: boolean;
}

const own = "own";
const main = ["realistic", "coverage"];

/** Kinds of mess with their tricks and what should become of each; chosen whole, or one by one. */
export function FamiliesCard(props: FamiliesProps) {
  const { mess, text, coverage, shown, onShow, onMess, fixed } = props;
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // An older catalogue may have had other words; what its people carry is counted.
  const chosen: ReadonlySet<string> =
    fixed && coverage !== null
      ? new Set(coverage.operators.map(({ id }) => id))
      : chosenTricks(mess, text);
  const found = foundFamilies(mess, typed);
  const tricks = found.reduce((sum, family) => sum + family.operators.length, 0);
  const presets = mess.presets.filter(({ id }) => main.includes(id));
  const isPreset = mess.presets.some(({ id }) => id === text);

  return (
    <section className="card fam" data-pane="" aria-label="Kinds of mess">
      <header className="wrap">
        <h2 className="grow">Kinds of mess</h2>
        {fixed ? (
          <span className="chip">as in the opened set</span>
        ) : (
          <Segments
            label="How to choose"
            options={[...presets, { id: own, label: "My own" }]}
            chosen={isPreset ? text : own}
            onChoose={(id) => onMess(id === own ? messTextOf(mess, chosen) : id)}
          />
        )}
        <label className="fam-find">
          <Icon name="search" />
          <span className="vh">Find a trick, field or fault</span>
          <input
            className="inp"
            type="search"
            placeholder="Find a trick, field or fault"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="meta" role="status">
            {typed === "" ? `${chosen.size} of ${tricks} chosen` : `${tricks} found`}
          </span>
        </label>
      </header>
      <div className="ft" tabIndex={0} role="region" aria-label="List of the kinds of mess">
        <table className="g">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">In use</span>
              </th>
              <th scope="col">Kind</th>
              <th scope="col">What should happen</th>
              <th scope="col" className="num">
                Patients
              </th>
            </tr>
          </thead>
          {found.map((family) => (
            <FamilyRows
              key={family.id}
              family={family}
              whole={mess.families.find(({ id }) => id === family.id) ?? family}
              chosen={chosen}
              coverage={coverage}
              shown={shown}
              open={typed !== "" || open.has(family.id)}
              fixed={fixed}
              onOpen={(isOpen) => {
                const next = new Set(open);
                if (isOpen) next.add(family.id);
                else next.delete(family.id);
                setOpen(next);
              }}
              onShow={onShow}
              onChosen={(next) => onMess(messTextOf(mess, next))}
            />
          ))}
        </table>
        {found.length === 0 && (
          <p className="in t2">
            No trick matches “{typed}”.{" "}
            <button type="button" className="btn sm" onClick={() => setTyped("")}>
              Clear the search
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
