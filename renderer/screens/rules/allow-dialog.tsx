import { Dialog } from "@base-ui/react/dialog";
import { useId, useState } from "react";
import type { CallFault } from "../../../api/fault.ts";
import type { Reply } from "../../../api/contract.ts";
import { FaultNote } from "../../parts/note.tsx";
import { useAnnounce } from "../../shell/announce.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCall, useCommand } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { namesIn } from "./names-in.ts";

type Proposal = Reply<"rule.propose">["proposals"][number];

export interface AllowedDifference {
  readonly case: string;
  readonly field: string;
  readonly entry: string;
  readonly label: string;
}

/** Who has agreed so far is behind the semicolon: nobody yet. */
function beforeAnybody(needs: string): string {
  const [first = needs] = needs.split(";");
  return first.endsWith(".") ? first : `${first}.`;
}

interface FormProps {
  readonly difference: AllowedDifference;
  readonly proposals: readonly Proposal[];
  readonly onDone: () => void;
}

function ProposalForm({ difference, proposals, onDone }: FormProps) {
  const { toast } = useAnnounce();
  const agree = useCommand("rule.agree");
  const [chosen, setChosen] = useState(proposals.find((each) => each.void === null)?.id ?? "");
  const [reason, setReason] = useState("");
  const [people, setPeople] = useState("");
  const [fault, setFault] = useState<CallFault | null>(null);
  const ids = { reason: useId(), people: useId() };
  const proposal = proposals.find(({ id }) => id === chosen);
  const names = namesIn(people);
  const enough = proposal !== undefined && names.length >= (proposal.needs === null ? 1 : 2);
  const ready = enough && reason.trim() !== "" && proposal.void === null;
  function submit() {
    if (!ready) return;
    const { case: of, field, entry } = difference;
    agree.mutate(
      { case: of, field, entry, proposal: chosen, reason, agreedBy: names },
      {
        onSuccess: () => {
          toast("The rule is agreed. It acts on later runs.");
          onDone();
        },
        onError: (error) => setFault(faultOf(error)),
      },
    );
  }
  return (
    <>
      <fieldset className="ticks-box">
        <legend className="lab">What may happen, for {difference.label} alone</legend>
        {proposals.map((each) => (
          <label key={each.id} className="tick">
            <input
              type="radio"
              name="proposal"
              checked={each.id === chosen}
              disabled={each.void !== null}
              onChange={() => setChosen(each.id)}
            />
            <span>
              {each.text} <span className="code">{each.rule}</span>
              {each.needs !== null && <span className="block t2">{beforeAnybody(each.needs)}</span>}
              {each.void !== null && <span className="block t2">Not possible: {each.void}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="fld">
        <label htmlFor={ids.reason}>Because</label>
        <input
          id={ids.reason}
          className="inp"
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="fld">
        <label htmlFor={ids.people}>
          Agreed by ({proposal?.needs === null ? "a name" : "two names, commas between"}, with the
          role)
        </label>
        <input
          id={ids.people}
          className="inp"
          maxLength={2000}
          value={people}
          onChange={(event) => setPeople(event.target.value)}
        />
      </div>
      {fault !== null && <FaultNote fault={fault} />}
      <div className="row dialog-foot">
        <Dialog.Close className="btn grow">
          Leave it as a difference <kbd aria-hidden="true">Esc</kbd>
        </Dialog.Close>
        <button
          type="button"
          className="btn pri"
          aria-disabled={!ready}
          aria-describedby="allow-needs"
          onClick={submit}
        >
          {agree.isPending ? "Saving…" : "Allow it from now on"}
        </button>
        <span id="allow-needs" className="vh">
          {ready ? "" : "A rule, a reason and who agreed are needed."}
        </span>
      </div>
    </>
  );
}

function Body({ difference, onDone }: { difference: AllowedDifference; onDone: () => void }) {
  const { case: of, field, entry } = difference;
  const asked = useCall("rule.propose", { case: of, field, entry });
  return (
    <Loaded of={asked}>
      {({ proposals }) =>
        proposals.length > 0 ? (
          <ProposalForm difference={difference} proposals={proposals} onDone={onDone} />
        ) : (
          <>
            <p>
              No rule describes this difference exactly. It is no tidying: it stays a difference.
            </p>
            <div className="row dialog-foot">
              <Dialog.Close className="btn pri">Close</Dialog.Close>
            </div>
          </>
        )
      }
    </Loaded>
  );
}

interface DialogProps {
  readonly difference: AllowedDifference;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Proposes the rules that describe one difference exactly, and takes one of them with its reason. */
export function AllowDialog({ difference, open, onOpen }: DialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog" data-modal="">
          <Dialog.Title render={<h2 />}>Allow this difference?</Dialog.Title>
          <Dialog.Description render={<p />}>
            A rule acts on later runs, in this field and in one direction. It is counted in every
            report, with its reason and who agreed. What was compared so far keeps its verdict.
          </Dialog.Description>
          <Body difference={difference} onDone={() => onOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
