import { Dialog } from "@base-ui/react/dialog";
import { useState, type ReactNode } from "react";
import type { CallFault } from "../../../api/fault.ts";
import { FaultNote } from "../../parts/note.tsx";

interface SaveProps {
  readonly title: string;
  readonly says: string;
  readonly label: string;
  readonly path: string;
  readonly button: string;
  readonly busy: boolean;
  readonly fault: CallFault | null;
  /** What a button that goes on in spite of a conflict says; null where there is no way round. */
  readonly replace: string | null;
  readonly children?: ReactNode;
  readonly onSubmit: (path: string, replace: boolean) => void;
  readonly onClose: () => void;
}

/** Asks for a file of this computer. The file is written or read by the host, never by the page. */
export function SaveDialog(props: SaveProps) {
  const { title, says, label, button, busy, fault, replace, children, onSubmit, onClose } = props;
  const [path, setPath] = useState(props.path);
  const ready = path.trim() !== "" && !busy;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog" data-modal="">
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) onSubmit(path.trim(), false);
            }}
          >
            <Dialog.Title render={<h2 />}>{title}</Dialog.Title>
            <Dialog.Description className="t2">{says}</Dialog.Description>
            <div className="fld">
              <label htmlFor="file-path">{label}</label>
              <input
                id="file-path"
                className="inp mono wide"
                value={path}
                spellCheck={false}
                onChange={(event) => setPath(event.target.value)}
              />
            </div>
            {children}
            {fault !== null && <FaultNote fault={fault} />}
            <div className="row dialog-foot wrap">
              <Dialog.Close className="btn">
                Cancel <kbd aria-hidden="true">Esc</kbd>
              </Dialog.Close>
              {fault?.code === "conflict" && replace !== null && (
                <button
                  type="button"
                  className="btn"
                  onClick={() => ready && onSubmit(path.trim(), true)}
                >
                  {replace}
                </button>
              )}
              <button type="submit" className="btn pri" aria-disabled={!ready}>
                {busy ? "Working…" : button}
              </button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
