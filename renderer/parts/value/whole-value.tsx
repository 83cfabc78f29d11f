import { Dialog } from "@base-ui/react/dialog";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useState } from "react";
import type { ShownValue } from "../../../api/calls/case.ts";
import { CopyButton } from "../copy-button.tsx";
import { Raw } from "../raw/raw.tsx";
import { lengthOf, longFrom } from "./long-value.ts";
import { lineStarts } from "./value-lines.ts";

const linePx = 20;

function Lines({ text, name }: { text: string; name: string }) {
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const starts = useMemo(() => lineStarts(text), [text]);
  const rows = useVirtualizer({
    count: starts.length,
    getScrollElement: () => frame,
    estimateSize: () => linePx,
    overscan: 10,
  });
  return (
    <section className="whole-side">
      <div className="row">
        <h3 className="grow">{name}</h3>
        <span className="meta">{lengthOf(text).toLocaleString("en-US")} characters</span>
        <CopyButton text={text} what={`the whole value, ${name.toLowerCase()}`} />
      </div>
      <div ref={setFrame} className="js" tabIndex={0} role="region" aria-label={name}>
        <div className="js-space" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => (
            <div
              key={item.key}
              className="js-at"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <div className="js-line">
                <i>{item.index + 1}</i>
                <span>
                  <Raw text={text.slice(starts[item.index], starts[item.index + 1])} />
                </span>
              </div>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const textOf = (value: ShownValue): string => (value.kind === "text" ? value.text : "");

interface WholeProps {
  readonly label: string;
  readonly source: ShownValue;
  readonly target: ShownValue;
}

/** For a value that the record shows in part: all of it, side by side, drawn as far as it is looked at. */
export function WholeValue({ label, source, target }: WholeProps) {
  const sides = [
    { name: "We sent", text: textOf(source) },
    { name: "Came back", text: textOf(target) },
  ].filter(({ text }) => text !== "");
  const longest = Math.max(0, ...sides.map(({ text }) => text.length));
  if (longest <= longFrom) return null;
  return (
    <Dialog.Root>
      <Dialog.Trigger className="btn sm">
        Show all {longest.toLocaleString("en-US")} characters
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="card dialog whole-value" data-modal="">
          <Dialog.Title className="row">{label}, the whole value</Dialog.Title>
          <div className="whole-sides">
            {sides.map((side) => (
              <Lines key={side.name} {...side} />
            ))}
          </div>
          <div className="row">
            <Dialog.Close className="btn pri ml">Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
