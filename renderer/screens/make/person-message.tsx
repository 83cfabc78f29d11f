import { useState } from "react";
import type { MessageFormat, PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Value } from "../../parts/value/value.tsx";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { CsvTable } from "./csv-table.tsx";
import type { Planted } from "./planted.ts";
import { RawText } from "./raw-text.tsx";

const notes: Readonly<Record<MessageFormat, string>> = {
  fhir: "as it would be sent",
  hl7: "as it would be sent; one segment a line, each ends with a carriage return",
  csv: "the header and this patient’s rows, each cell as it stands in the file",
};

type Message = Reply<"people.message">;

function LeftOut({ message }: { message: Message }) {
  const { cannotTravel } = message;
  if (cannotTravel.length === 0) return null;
  const mess = cannotTravel.filter((each) => each.planted).length;
  const ordered = cannotTravel.toSorted((a, b) => Number(b.planted) - Number(a.planted));
  return (
    <details className="left-out">
      <summary>
        {cannotTravel.length === 1 ? "1 value does" : `${cannotTravel.length} values do`} not travel
        this way{mess === 0 ? "" : `, ${mess} of them mess`}: not compared
      </summary>
      <ul tabIndex={0} aria-label="Values that do not travel this way">
        {ordered.map((each) => (
          <li key={`${each.label} ${each.entry}`}>
            <b>{each.label}</b> {each.entry !== "" && <span className="code">{each.entry}</span>}{" "}
            {each.value === null ? (
              <span className="nil x">nothing</span>
            ) : (
              <Value text={each.value.slice(0, 200)} />
            )}{" "}
            {each.planted && <span className="chip">mess</span>} <small>{each.why}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface MessageProps {
  readonly choice: PeopleChoice;
  readonly index: number;
  readonly format: MessageFormat;
  readonly planted: readonly Planted[];
}

/** One patient as a format carries them, the mess marked where it stands in the text. */
export function PersonMessage({ choice, index, format, planted }: MessageProps) {
  const [part, setPart] = useState("");
  const asked = useCall("people.message", { ...choice, index, format });
  return (
    <Loaded of={asked}>
      {(message) => {
        const shown = message.parts.find(({ name }) => name === part) ?? message.parts[0];
        if (shown === undefined) return <p className="in t2">Nothing of this patient travels.</p>;
        return (
          <div className="msg">
            <div className="row wrap msg-head">
              {message.parts.length > 1 && (
                <select
                  className="inp msg-file"
                  aria-label="File"
                  value={shown.name}
                  onChange={(event) => setPart(event.target.value)}
                >
                  {message.parts.map(({ name, marks }) => (
                    <option key={name} value={name}>
                      {marks.length === 0 ? name : `${name} · mess`}
                    </option>
                  ))}
                </select>
              )}
              <span className="meta grow">
                {shown.name}, {shown.bytes.toLocaleString("en-US")} bytes, {notes[format]}
                {shown.reformatted ? "; line breaks added for reading" : ""}
                {shown.cut ? "; shown in part" : ""}
              </span>
              <CopyButton text={shown.sent ?? shown.text} what={`${shown.name} as it is sent`} />
            </div>
            {format === "csv" ? (
              <CsvTable
                text={shown.text}
                marks={shown.marks}
                planted={planted}
                name={`${shown.name} of the patient`}
              />
            ) : (
              <RawText
                key={format}
                text={shown.text}
                marks={shown.marks}
                planted={planted}
                lineEnd={format === "hl7" ? "\r" : "\n"}
                name={`${shown.name} of the patient`}
              />
            )}
            <LeftOut message={message} />
          </div>
        );
      }}
    </Loaded>
  );
}
