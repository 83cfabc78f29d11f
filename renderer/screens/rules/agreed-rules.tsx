import { useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { FaultNote } from "../../parts/note.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCall, useCommand } from "../../shell/use-call.ts";

type Rule = Reply<"rule.list">["rules"][number];

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

function Withdraw({ rule }: { rule: Rule }) {
  const withdraw = useCommand("rule.withdraw");
  const [asked, setAsked] = useState(false);
  const [why, setWhy] = useState("");
  if (!asked) {
    return (
      <button type="button" className="btn sm noprint" onClick={() => setAsked(true)}>
        Withdraw…
      </button>
    );
  }
  return (
    <form
      className="row wrap"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== "") withdraw.mutate({ rule: rule.id, reason: why });
      }}
    >
      <input
        className="inp grow"
        aria-label="Why it is withdrawn"
        placeholder="Because"
        maxLength={2000}
        required
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <button type="submit" className="btn sm">
        Withdraw it
      </button>
      {withdraw.isError && <FaultNote fault={faultOf(withdraw.error)} />}
    </form>
  );
}

/** Rules that people agreed to here, for some fields; withdrawn ones stay, with why. */
export function AgreedRules({ fields }: { fields: readonly string[] }) {
  const rules = useCall("rule.list", {}).data?.rules ?? [];
  const here = rules.filter((rule) => fields.includes(rule.field));
  if (here.length === 0) return null;
  return (
    <ul className="rules">
      {here.map((rule) => (
        <li key={rule.id}>
          {rule.text} <span className="code">{rule.rule}</span>
          <span className="block t2">
            {rule.label} · {rule.reason} · agreed by {rule.agreedBy.join(", ")},{" "}
            {day.format(new Date(rule.at))}
          </span>
          {rule.withdrawn === null ? (
            <Withdraw rule={rule} />
          ) : (
            <span className="block">
              <b>Withdrawn</b> {day.format(new Date(rule.withdrawn.at))}: {rule.withdrawn.why}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
