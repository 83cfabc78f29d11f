import { Icon } from "../../parts/icon.tsx";
import { Value } from "../../parts/value/value.tsx";
import { ExpectedChip, mostExpected } from "./expected-chip.tsx";
import type { Coverage, ShownMess } from "./families-card.tsx";
import { shareOf, withFamily, withTrick, type Family, type Trick } from "./mess-selection.ts";

interface Shared {
  readonly chosen: ReadonlySet<string>;
  readonly coverage: Coverage | null;
  readonly shown: ShownMess;
  readonly fixed: boolean;
  readonly onShow: (shown: ShownMess) => void;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

interface FamilyProps extends Shared {
  /** With the tricks that are listed. */
  readonly family: Family;
  /** With all its tricks. */
  readonly whole: Family;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** A family's row, and its tricks below it while it is open. */
export function FamilyRows(props: FamilyProps) {
  const { family, whole, chosen, coverage, shown, open, fixed, onOpen, onShow, onChosen } = props;
  const share = shareOf(whole, chosen);
  const people = coverage?.families.find(({ id }) => id === family.id)?.people ?? null;
  const isShown = shown.family === family.id && shown.trick === null;
  return (
    <tbody>
      <tr aria-selected={isShown} className="fam-row">
        <td>
          <input
            type="checkbox"
            className="ck-box"
            aria-label={family.label}
            checked={share === "all"}
            disabled={fixed}
            ref={(box) => {
              if (box !== null) box.indeterminate = share === "some";
            }}
            onChange={() => onChosen(withFamily(whole, chosen, share !== "all"))}
          />
        </td>
        <td>
          <div className="row tight">
            <button
              type="button"
              className="btn sm quiet open-btn"
              aria-expanded={open}
              aria-label={`Tricks of ${family.label}`}
              onClick={() => onOpen(!open)}
            >
              <Icon name={open ? "down" : "right"} />
            </button>
            <button
              type="button"
              className="plain-btn grow"
              aria-pressed={isShown}
              onClick={() => onShow({ family: family.id, trick: null })}
            >
              <b>{family.label}</b>
              <small className="ell block">
                {family.operators.map((operator) => operator.example).join(", ")}
              </small>
            </button>
          </div>
        </td>
        <td>
          <ExpectedChip
            expected={mostExpected(whole.operators.map((operator) => operator.expected))}
          />
        </td>
        <td className="num">{countWords(people)}</td>
      </tr>
      {open &&
        family.operators.map((trick) => (
          <TrickRow key={trick.id} {...props} trick={trick} family={family} />
        ))}
    </tbody>
  );
}

function TrickRow(props: Shared & { readonly family: Family; readonly trick: Trick }) {
  const { family, trick, chosen, coverage, shown, fixed, onShow, onChosen } = props;
  const people = coverage?.operators.find(({ id }) => id === trick.id)?.people ?? null;
  const isShown = shown.trick === trick.id;
  return (
    <tr aria-selected={isShown} className="trick-row">
      <td>
        <input
          type="checkbox"
          className="ck-box"
          aria-label={`${trick.says} (${trick.id})`}
          checked={chosen.has(trick.id)}
          disabled={fixed}
          onChange={() => onChosen(withTrick(chosen, trick.id))}
        />
      </td>
      <td>
        <button
          type="button"
          className="plain-btn"
          aria-pressed={isShown}
          onClick={() => onShow({ family: family.id, trick: trick.id })}
        >
          <span className="block trick-says">{trick.says}</span>
          <small className="ell block">
            <Value text={trick.example} />
          </small>
        </button>
      </td>
      <td>
        <ExpectedChip expected={trick.expected} />
        <small className="block">{trick.rate}</small>
      </td>
      <td className="num">{chosen.has(trick.id) ? countWords(people) : "–"}</td>
    </tr>
  );
}

function countWords(people: number | null): string {
  if (people === null) return "…";
  return people === 0 ? "–" : String(people);
}
