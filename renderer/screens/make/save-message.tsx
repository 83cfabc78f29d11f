import { useState } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCommand } from "../../shell/use-call.ts";
import { SaveDialog } from "./save-dialog.tsx";

const endings = { chart: ".chart.json", fhir: ".fhir.json", hl7: ".hl7", csv: "-csv" } as const;

interface SaveProps {
  readonly choice: PeopleChoice;
  readonly index: number;
  readonly person: string;
  readonly view: keyof typeof endings;
  readonly folder: string;
}

/** Saves the patient as the chosen view has it, to the byte. */
export function SaveMessage({ choice, index, person, view, folder }: SaveProps) {
  const [open, setOpen] = useState(false);
  const save = useCommand("people.saveMessage");
  const { toast } = useAnnounce();
  return (
    <>
      <button type="button" className="btn sm" onClick={() => setOpen(true)}>
        Save…
      </button>
      {open && (
        <SaveDialog
          title={`Save ${person}`}
          says={
            view === "csv"
              ? "A folder with one file per record type, to the byte as it would be handed over."
              : "To the byte as it would be sent. It is a made-up patient, and says so."
          }
          label={view === "csv" ? "Folder on this computer" : "File on this computer"}
          path={`${folder}/crosschart-${choice.seed.replace(/[^\w-]+/g, "-")}-${person}${endings[view]}`}
          button="Save"
          busy={save.isPending}
          fault={save.isError ? faultOf(save.error) : null}
          replace="Replace it"
          onClose={() => {
            setOpen(false);
            save.reset();
          }}
          onSubmit={(path, replace) =>
            save.mutate(
              { ...choice, index, format: view, path, replace },
              {
                onSuccess: (saved) => {
                  setOpen(false);
                  toast(`Saved in ${saved.path}`);
                },
              },
            )
          }
        />
      )}
    </>
  );
}
