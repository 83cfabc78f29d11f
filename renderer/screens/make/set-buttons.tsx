import { useState } from "react";
import { mostRecords, type PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCommand } from "../../shell/use-call.ts";
import { SaveDialog } from "./save-dialog.tsx";

type Offered = Reply<"people.choice">;

/** A name that a file may have on every system. */
export function setFileName({ seed, count }: PeopleChoice): string {
  const name = seed
    .normalize("NFKD")
    .replace(/[^\w-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `patients-${name === "" ? "set" : name}-${count}.people`;
}

function ExportSet({ offered, onClose }: { offered: Offered; onClose: () => void }) {
  const { choice, imported, folder } = offered;
  const few = choice.count <= mostRecords;
  const [records, setRecords] = useState(few);
  const save = useCommand("people.exportSet");
  const { toast } = useAnnounce();
  return (
    <SaveDialog
      title={`Save these ${choice.count.toLocaleString("en-US")} patients as a set`}
      says="One file, with which the same patients can be sent again elsewhere: by another tester, at the vendor, or on the command line."
      label="File on this computer"
      path={`${folder}/${setFileName(choice)}`}
      button="Save the set"
      busy={save.isPending}
      fault={save.isError ? faultOf(save.error) : null}
      replace="Replace it"
      onClose={onClose}
      onSubmit={(path, replace) =>
        save.mutate(
          { ...choice, path, records, replace },
          {
            onSuccess: (saved) => {
              onClose();
              toast(`Saved ${saved.people} patients in ${saved.path}`);
            },
          },
        )
      }
    >
      <label className="row tight tick">
        <input
          type="checkbox"
          className="ck-box"
          checked={records}
          disabled={imported?.from === "records" || !few}
          onChange={(event) => setRecords(event.target.checked)}
        />
        With every record inside
      </label>
      <small>
        {!few
          ? `More than ${mostRecords.toLocaleString("en-US")} patients are saved as a recipe alone; it needs the same version of the catalogue.`
          : records
            ? "The set stays usable when a later Crosschart would make other patients of the recipe."
            : "A short file with the recipe alone; it needs the same version of the catalogue."}
      </small>
    </SaveDialog>
  );
}

function ImportSet({ folder, onClose }: { folder: string; onClose: () => void }) {
  const open = useCommand("people.importSet");
  const { toast } = useAnnounce();
  return (
    <SaveDialog
      title="Open a saved set"
      says="Crosschart checks that the patients are those that were saved, and made up. What is chosen now gives way."
      label="File of the set on this computer"
      path={`${folder}/`}
      button="Open the set"
      busy={open.isPending}
      fault={open.isError ? faultOf(open.error) : null}
      replace={null}
      onClose={onClose}
      onSubmit={(path) =>
        open.mutate(
          { path },
          {
            onSuccess: (opened) => {
              onClose();
              toast(`${opened.people} patients, checked: they are those that were saved`);
            },
          },
        )
      }
    />
  );
}

/** Save the patients as a set, or open one that was saved. */
export function SetButtons({ offered }: { offered: Offered }) {
  const [shown, setShown] = useState<"export" | "import" | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <button type="button" className="btn" onClick={() => setShown("import")}>
        Open a set…
      </button>
      <button type="button" className="btn" onClick={() => setShown("export")}>
        Save as a set…
      </button>
      {shown === "export" && <ExportSet offered={offered} onClose={close} />}
      {shown === "import" && <ImportSet folder={offered.folder} onClose={close} />}
    </>
  );
}
