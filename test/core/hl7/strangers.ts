import type { Chart, LocatedValue } from "../../../core/catalogue/chart.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import type { EncodeHl7Options } from "../../../core/hl7/encode-hl7.ts";
import { messyPeople } from "../csv/messy-people.ts";
import { occasions } from "./carriers.ts";
import { textAt } from "./messages.ts";

/** One message of ours, and the values in it: the place, and the bytes that stand there as text. */
export interface OwnMessage {
  readonly text: string;
  readonly values: readonly (readonly [place: string, wire: string])[];
}

function messagesOf(chart: Chart, options: EncodeHl7Options = {}): readonly OwnMessage[] {
  const { bytes, values } = encodeHl7(chart, options);
  const byMessage = new Map<string, LocatedValue[]>();
  for (const value of values) {
    const known = byMessage.get(value.at.resource);
    if (known === undefined) byMessage.set(value.at.resource, [value]);
    else known.push(value);
  }
  const texts = new TextDecoder().decode(bytes).split(/(?=MSH\|)/u);
  return texts.filter(Boolean).map((text) => {
    const [type = "", control = ""] = text.split("|").slice(8, 10);
    const label = `${type.split("^").slice(0, 2).join("^")} ${control}`;
    const own = byMessage.get(label) ?? [];
    return {
      text,
      values: own.map(({ at }) => [at.place, textAt(bytes, at.start, at.end)] as const),
    };
  });
}

/** Messages of every kind by hand, and those of messy people: what other people's libraries are asked to read. */
export function ownMessages(people: number): readonly OwnMessage[] {
  return [
    ...occasions.flatMap(([chart, options]) => messagesOf(chart, options)),
    ...messyPeople(people, "coverage", "strangers").flatMap((chart) => messagesOf(chart)),
  ];
}
