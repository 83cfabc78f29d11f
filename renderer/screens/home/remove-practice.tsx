import { Dialog } from "@base-ui/react/dialog";
import { useRef, useState } from "react";
import { FaultNote } from "../../parts/note.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCommand } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";

/** Deletes the practice campaign, whole. The safe choice has the focus; Esc is the safe choice. */
export function RemovePractice() {
  const remove = useCommand("practice.remove");
  const safe = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="btn noprint">Remove practice…</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog" data-modal="" initialFocus={safe}>
          <Dialog.Title render={<h2 />}>Remove the practice campaign?</Dialog.Title>
          <Dialog.Description render={<p />}>
            Its patients, results, verdicts and notes are deleted with their file. Real campaigns
            are not touched.
          </Dialog.Description>
          {remove.isError && <FaultNote fault={faultOf(remove.error)} />}
          <div className="row dialog-foot">
            <Dialog.Close className="btn grow" ref={safe}>
              Keep it <kbd aria-hidden="true">Esc</kbd>
            </Dialog.Close>
            <button
              type="button"
              className="btn bad"
              onClick={() =>
                remove.mutate(
                  {},
                  {
                    onSuccess: () => {
                      setOpen(false);
                      goTo({ screen: "home" });
                    },
                  },
                )
              }
            >
              {remove.isPending ? "Removing…" : "Remove practice"}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
