import type { Reply } from "../../../api/contract.ts";
import { Value } from "../../parts/value/value.tsx";
import { ExpectedChip } from "./expected-chip.tsx";
import { messRanges } from "./planted.ts";
import { PlantedTip, plantedWords } from "./planted-tip.tsx";

type Made = Reply<"people.person">;

const longest = 2000;

function Leaf({ leaf, person }: { leaf: Made["chart"][number]; person: Made["person"] }) {
  const planted = person.planted.find(
    (each) => each.field === leaf.field && each.entry === leaf.entry,
  );
  const value = leaf.value?.slice(0, longest) ?? null;
  return (
    <div className="leaf">
      <dt>
        {leaf.label} {leaf.entry !== "" && <span className="code">{leaf.entry}</span>}
      </dt>
      <dd>
        {value === null ? (
          <span className={planted === undefined ? "nil x" : "nil x mess"}>
            {leaf.absent ?? "nothing"}
          </span>
        ) : (
          <Value text={value} ranges={planted === undefined ? [] : messRanges(planted)} />
        )}
        {leaf.value !== null && leaf.value.length > longest && (
          <span className="inv">
            … {(leaf.value.length - longest).toLocaleString("en-US")} more
          </span>
        )}
        {planted !== undefined && (
          <span className="leaf-mess">
            <PlantedTip
              planted={[planted]}
              trigger={
                <button type="button" className="plain-btn mess-btn">
                  <ExpectedChip expected={planted.expected} />
                  <span className="code">{planted.operators.join(", ")}</span>
                  <span className="vh">: {plantedWords(planted)}</span>
                </button>
              }
            />
          </span>
        )}
      </dd>
    </div>
  );
}

interface TogetherProps {
  readonly cluster: NonNullable<Made["person"]["cluster"]>;
  readonly onOpen: (index: number) => void;
}

/** Who the patient belongs together with, and what is true of each two. */
function Together({ cluster, onOpen }: TogetherProps) {
  return (
    <section>
      <h3>Belongs together</h3>
      <p className="t2">
        {cluster.says} <span className="code">{cluster.operator}</span>
      </p>
      <ul className="why-not">
        {cluster.truth.map((pair) => (
          <li key={pair.with}>
            <button
              type="button"
              className="plain-btn link code"
              onClick={() => onOpen(Number(pair.with.slice(2)) - 1)}
            >
              {pair.with}
            </button>{" "}
            is {pair.says}.
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every value of a patient in sections, and what was taken away on purpose. */
export function PersonChart({ made, onOpen }: { made: Made; onOpen: (index: number) => void }) {
  const { chart, person, notApplied } = made;
  const groups = [...new Set(chart.map((leaf) => leaf.group))];
  const there = new Set(chart.map((leaf) => `${leaf.field} ${leaf.entry}`));
  const gone = person.planted.filter(({ field, entry }) => !there.has(`${field} ${entry}`));
  return (
    <div className="ft in" tabIndex={0} role="region" aria-label="Values of the patient">
      {person.cluster !== null && <Together cluster={person.cluster} onOpen={onOpen} />}
      {groups.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {chart
              .filter((leaf) => leaf.group === group)
              .map((leaf) => (
                <Leaf key={`${leaf.field} ${leaf.entry}`} leaf={leaf} person={person} />
              ))}
          </dl>
        </section>
      ))}
      {gone.length > 0 && (
        <section>
          <h3>Left out on purpose</h3>
          <dl>
            {gone.map(({ field, entry, label }) => (
              <Leaf
                key={`${field} ${entry}`}
                leaf={{ group: "", field, entry, label, value: null, absent: "not sent" }}
                person={person}
              />
            ))}
          </dl>
        </section>
      )}
      {notApplied.length > 0 && (
        <section>
          <h3>Asked for, and could not act here</h3>
          <ul className="why-not">
            {notApplied.map((each) => (
              <li key={each.id}>
                {each.says} <span className="code">{each.id}</span> <small>{each.why}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
