import type { MessageFormat } from "../../api/calls/people.ts";
import type { Reply } from "../../api/contract.ts";
import type { ChartValue, LocatedValue } from "../../core/catalogue/chart.ts";
import { textOf } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { encodeCsv } from "../../core/csv/encode-csv.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { isCarried } from "../../core/mess/wire-of.ts";
import type { SetPerson } from "../sets/people-source.ts";
import { readableText } from "./indent-json.ts";
import { formatWords } from "./wire-formats.ts";

type MessageReply = Reply<"people.message">;

interface Encoded {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** `document` is the index of the file. */
  readonly values: readonly LocatedValue[];
  readonly cannotTravel: readonly ChartValue[];
}

/** A person in a format, to the byte as it is sent. `sentAt` is the civil date in HL7 headers. */
export function encodePerson(
  { chart }: Pick<SetPerson, "chart">,
  format: MessageFormat,
  sentAt: string,
): Encoded {
  switch (format) {
    case "fhir": {
      const { bytes, values } = encodeFhir(chart);
      const travelled = new Set(values.map(({ value }) => value));
      const cannotTravel = chart.values.filter((value) => !travelled.has(value));
      return { files: [{ name: "Transaction Bundle", bytes }], values, cannotTravel };
    }
    case "hl7": {
      const { bytes, values, cannotTravel } = encodeHl7(chart, { sentAt });
      return { files: [{ name: "Messages", bytes }], values, cannotTravel };
    }
    case "csv":
      return encodeCsv([chart]);
  }
}

/** A person as the screen shows it in a format: texts, the places of the mess, what does not travel. */
export function messageOf(person: SetPerson, format: MessageFormat, sentAt: string): MessageReply {
  const { files, values, cannotTravel } = encodePerson(person, format, sentAt);
  const plantedAt = new Map(
    person.expectations.map(({ field, entry }, index) => [`${field} ${entry}`, index]),
  );
  const plantedOf = ({ field, entry }: ChartValue) => plantedAt.get(`${field} ${entry}`);
  return {
    parts: files.map(({ name, bytes }, document) => {
      const places = values.flatMap(({ value, at }) => {
        const planted = at.document === document ? plantedOf(value) : undefined;
        return planted === undefined ? [] : [{ start: at.start, end: at.end, planted }];
      });
      const { text, marks, reformatted, cut } = readableText(bytes, places);
      const sent = reformatted || cut ? new TextDecoder("utf-8", { ignoreBOM: true }) : null;
      return {
        name,
        text,
        sent: sent?.decode(bytes) ?? null,
        bytes: bytes.length,
        reformatted,
        cut,
        marks: marks.map(({ start, end, planted }) => ({ start, end, planted })),
      };
    }),
    cannotTravel: cannotTravel.map((value) => {
      const field = fieldById(value.field);
      const placed = isCarried(value.field, format);
      return {
        label: field?.label ?? value.field,
        entry: value.entry,
        value: textOf(value),
        why: placed
          ? `${formatWords[format]} cannot say this value here.`
          : `${formatWords[format]} has no place for it.`,
        planted: plantedOf(value) !== undefined,
      };
    }),
  };
}
