import { Dialog } from "@base-ui/react/dialog";
import { useKeyBook } from "./keys.tsx";

/** The keys of this screen, and those that work everywhere. */
export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const book = useKeyBook();
  const keys = open ? [...book.layers].flatMap((layer) => layer.current) : [];
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog keys-sheet" data-modal="">
          <Dialog.Title render={<h2 />}>Keys of this screen</Dialog.Title>
          <dl className="keys" tabIndex={0} aria-label="Keys">
            {keys
              .filter((key) => key.shown !== "")
              .map((key) => (
                <div key={key.shown + key.says}>
                  <dt>
                    <kbd>{key.shown}</kbd>
                  </dt>
                  <dd>{key.says}</dd>
                </div>
              ))}
          </dl>
          <p className="meta">Single letters rest while you type in a text field.</p>
          <div className="row dialog-foot">
            <Dialog.Close className="btn">
              Close <kbd>Esc</kbd>
            </Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
