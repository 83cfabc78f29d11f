import { useState } from "react";
import { mostPeople, type PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useClient } from "../../shell/use-call.ts";
import type { Mess } from "./mess-selection.ts";

interface RecipeProps {
  readonly mess: Mess;
  readonly offered: Reply<"people.choice">;
  readonly choose: (part: Partial<PeopleChoice>) => void;
}

/** The presets by their groups; a choice by hand has a line of its own. */
function StartingPack({ mess, offered, choose }: RecipeProps) {
  const { choice, imported } = offered;
  const groups = [...new Set(mess.presets.map(({ group }) => group))];
  const preset = mess.presets.find(({ id }) => id === choice.mess);
  const byHand = imported !== null || preset === undefined;
  return (
    <div className="fld pack">
      <label htmlFor="pack">Starting pack</label>
      <select
        id="pack"
        className="inp"
        value={byHand ? "own" : choice.mess}
        disabled={imported !== null}
        aria-describedby="pack-says"
        onChange={(event) => choose({ mess: event.target.value })}
      >
        {byHand && (
          <option value="own">{imported === null ? "My own" : "As in the opened set"}</option>
        )}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {mess.presets
              .filter((each) => each.group === group)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {each.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function HowMany({
  count,
  fixed,
  choose,
}: {
  count: number;
  fixed: boolean;
  choose: RecipeProps["choose"];
}) {
  // What is typed on the way to a number, such as nothing at all; null while it is the count.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="fld">
      <label htmlFor="count">How many</label>
      <input
        id="count"
        className="inp short"
        type="number"
        min={1}
        max={mostPeople}
        disabled={fixed}
        aria-invalid={typed !== null}
        value={typed ?? count}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          const next = Number(event.target.value);
          const fits = Number.isInteger(next) && next >= 1 && next <= mostPeople;
          setTyped(fits ? null : event.target.value);
          if (fits) choose({ count: next });
        }}
      />
    </div>
  );
}

function Seed({
  seed,
  fixed,
  choose,
}: {
  seed: string;
  fixed: boolean;
  choose: RecipeProps["choose"];
}) {
  const client = useClient();
  return (
    <div className="fld">
      <label htmlFor="seed">Recipe number</label>
      <div className="row tight">
        <input
          id="seed"
          className="inp mono seed"
          value={seed}
          maxLength={200}
          readOnly={fixed}
          onChange={(event) => {
            if (event.target.value !== "") choose({ seed: event.target.value });
          }}
        />
        <CopyButton text={seed} what="recipe number" />
        <button
          type="button"
          className="btn sm quiet"
          aria-label="A new recipe number"
          title="A new recipe number"
          disabled={fixed}
          onClick={() => {
            void client.query("people.newSeed", {}).then((reply) => choose({ seed: reply.seed }));
          }}
        >
          <Icon name="dice" />
        </button>
      </div>
    </div>
  );
}

/** What “today” means in the people, and where their names come from. */
function Further({ offered, choose }: RecipeProps) {
  const { choice, locales, referenceDate, imported } = offered;
  const [typed, setTyped] = useState<string | null>(null);
  const names = locales.filter(({ tag }) => choice.locales.includes(tag));
  const usual = choice.referenceDate === referenceDate && choice.locales.join() === "en-US";
  const toggle = (tag: string) => {
    const next = locales
      .map((locale) => locale.tag)
      .filter((each) =>
        each === tag ? !choice.locales.includes(tag) : choice.locales.includes(each),
      );
    if (next.length > 0) choose({ locales: next });
  };
  return (
    <details className="further" open={!usual || undefined}>
      <summary>
        <span>Date and names</span>
        <span className="meta">
          {choice.referenceDate} · {names.map(({ label }) => label).join(", ")}
        </span>
      </summary>
      <div className="row top wrap">
        <div className="fld">
          <label htmlFor="today">Their “today”</label>
          <input
            id="today"
            className="inp mono"
            type="date"
            min="1900-01-01"
            max="9000-12-31"
            disabled={imported !== null}
            value={typed ?? choice.referenceDate}
            onBlur={() => setTyped(null)}
            onChange={(event) => {
              const { value, validity } = event.target;
              const fits = validity.valid && /^\d{4}-\d\d-\d\d$/.test(value);
              setTyped(fits ? null : value);
              if (fits) choose({ referenceDate: value });
            }}
          />
        </div>
        <fieldset className="fld names-from" disabled={imported !== null}>
          <legend>Names from</legend>
          <div className="row wrap">
            {locales.map(({ tag, label }) => (
              <label key={tag} className="row tight tick">
                <input
                  type="checkbox"
                  className="ck-box"
                  checked={choice.locales.includes(tag)}
                  onChange={() => toggle(tag)}
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </details>
  );
}

/** Everything beside the mess that decides who is made. */
export function RecipeCard(props: RecipeProps) {
  const { choice, imported } = props.offered;
  const fixed = imported !== null;
  const preset = props.mess.presets.find(({ id }) => id === choice.mess);
  const says =
    imported === null
      ? (preset?.says ?? "The kinds of mess that you ticked on the left.")
      : `As in the opened set: ${choice.mess.length > 80 ? "chosen by hand" : choice.mess}.`;
  return (
    <section className="card pk" aria-label="Recipe">
      <div className="in recipe">
        <StartingPack {...props} />
        <HowMany count={choice.count} fixed={fixed} choose={props.choose} />
        <Seed seed={choice.seed} fixed={fixed} choose={props.choose} />
        <p className="meta">
          <span id="pack-says">{says}</span> The same recipe number always makes the same patients,
          here and at the vendor. Up to {mostPeople.toLocaleString("en-US")}.
        </p>
      </div>
      {imported !== null && (
        <div className="note info opened-set">
          <p className="grow">
            <b>An opened set, checked.</b>{" "}
            {imported.from === "recipe"
              ? "Its recipe makes exactly the patients that were saved."
              : `Its records are kept as catalogue ${imported.catalogue} made them.`}{" "}
            <span className="code" title={imported.sha256}>
              fingerprint {imported.sha256.slice(0, 12)}
            </span>
          </p>
          <button
            type="button"
            className="btn sm"
            onClick={() =>
              props.choose(
                imported.from === "recipe" ? { set: null } : { set: null, mess: "coverage" },
              )
            }
          >
            Let go of it
          </button>
        </div>
      )}
      <Further {...props} />
    </section>
  );
}
