import type { Reply } from "../../../api/contract.ts";
import { Segments } from "../../parts/segments.tsx";
import { ExpectedChip, mostExpected } from "./expected-chip.tsx";
import { choose, type Choice } from "./choice-store.ts";

type Mess = Reply<"catalogue.mess">;
export type Family = Mess["families"][number];

interface FamiliesProps {
  readonly mess: Mess;
  readonly choice: Choice;
  readonly shown: string | null;
  readonly onShow: (family: string) => void;
}

const own = "own";

/** Kinds of mess with what should become of each; three presets, the third by hand. */
export function FamiliesCard({ mess, choice, shown, onShow }: FamiliesProps) {
  const every = mess.families.map((family) => family.id);
  const ticked = choice.families ?? every;
  const presets = mess.presets.filter((preset) => preset.id !== "none").slice(0, 3);

  function toggle(family: string) {
    const next = ticked.includes(family)
      ? ticked.filter((each) => each !== family)
      : every.filter((each) => each === family || ticked.includes(each));
    choose({ families: next, mess: next.length === 0 ? "none" : next.join(",") });
    onShow(family);
  }

  return (
    <section className="card fam" data-pane="">
      <header className="wrap">
        <h2 className="grow">Kinds of mess</h2>
        <Segments
          label="How to choose"
          options={[...presets, { id: own, label: "My own" }]}
          chosen={choice.families === null ? choice.mess : own}
          onChoose={(id) =>
            id === own
              ? choose({ families: every, mess: every.join(",") })
              : choose({ families: null, mess: id })
          }
        />
      </header>
      <div className="ft" tabIndex={0} role="region" aria-label="Kinds of mess">
        <table className="g">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">In use</span>
              </th>
              <th scope="col">Kind</th>
              <th scope="col">What should happen</th>
              <th scope="col" className="num">
                Tricks
              </th>
            </tr>
          </thead>
          <tbody>
            {mess.families.map((family) => (
              <tr key={family.id} aria-selected={family.id === shown}>
                <td>
                  <input
                    type="checkbox"
                    className="ck-box"
                    aria-label={family.label}
                    checked={ticked.includes(family.id)}
                    onChange={() => toggle(family.id)}
                  />
                </td>
                <td>
                  <button
                    type="button"
                    className="plain-btn"
                    aria-expanded={family.id === shown}
                    onClick={() => onShow(family.id)}
                  >
                    <b>{family.label}</b>
                    <small className="ell block">
                      {family.operators.map((operator) => operator.example).join(", ")}
                    </small>
                  </button>
                </td>
                <td>
                  <ExpectedChip
                    expected={mostExpected(family.operators.map((operator) => operator.expected))}
                  />
                </td>
                <td className="num">{family.operators.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
