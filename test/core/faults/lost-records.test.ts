import { describe, expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { chartOf, compared } from "../compare/chart-of.ts";
import { caseOf, inferred } from "./inferred.ts";
import type { Person, Values } from "./inferred.ts";

const family = "patient.name.family";

function without(values: Values, keys: (key: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys(key)));
}

const allergy = (at: number, words = "Latex"): Values => ({
  [`allergy.identifier al-${at}`]: `ZZT-7K3M9P${at}`,
  [`allergy.substance al-${at}`]: `${words} ${at}`,
});

describe("an item that is not there", () => {
  const sent = { [family]: "Okafor", ...allergy(1), ...allergy(2) };

  test("may be hidden from the account, where none of its kind is there", () => {
    const { ids, names, faults } = inferred([{ sent, came: { [family]: "Okafor" } }]);
    expect(ids).toEqual(["DROP-RECORD"]);
    expect(faults[0]?.probe).toContain(
      "To tell it from “Seen by the wrong people”: Read the chart in each role.",
    );
    expect(new Set(names)).toEqual(new Set(["DROP-RECORD of DROP-RECORD|VISIBILITY|UNKNOWN"]));
  });

  test("is not hidden where others of its kind are there", () => {
    const came = without(sent, (key) => key.endsWith("al-1"));
    const { names } = inferred([{ sent, came }]);
    expect(new Set(names)).toEqual(new Set(["DROP-RECORD of DROP-RECORD|UNKNOWN"]));
  });

  test("is said the same when what was named is looked through again", () => {
    const generated = chartOf(sent);
    const rounds = [compared(generated, chartOf({ [family]: "Okafor" }))];
    const once = inferRunFaults([caseOf("p-0001", { rounds, generated })]);
    expect(inferRunFaults(once.cases)).toEqual(once);
  });
});

test("an entry of a list that only said why it has no value lost its reason", () => {
  const blank: ChartValue = { field: fieldId("patient.race"), entry: "race-1", absent: "unknown" };
  const name: ChartValue = { field: fieldId(family), entry: "", value: "Okafor" };
  const generated = makeChart("p-0001", [name, blank]);
  const { differences } = compared(generated, makeChart("p-0001", [name]));
  expect(differences.map(({ faults }) => faults[0]?.id)).toEqual(["NULL-SEMANTICS"]);
});

describe("items that are too long", () => {
  const note = (at: number, text: string): Values => ({
    [`note.identifier note-${at}`]: `ZZT-2H8W4R${at}`,
    [`note.text note-${at}`]: text,
    [`note.author note-${at}`]: "Dr. Maximiliana Featherstonehaugh-Vandersteen",
  });
  const short = "Seen today, all well.";
  const long = "Seen today, all well, back in three months.";
  const cut = (values: Values): Values => {
    const gone = Object.keys(values).filter((key) => values[key] === long);
    return without(values, (key) => gone.some((each) => each.endsWith(key.split(" ")[1] ?? "-")));
  };
  const people = (more: (at: number) => Values): Person[] =>
    [1, 2, 3, 4].map((at) => {
      const sent = { ...note(1, short), ...note(2, at % 2 === 0 ? long : short), ...note(3, long) };
      return { sent: { ...sent, ...more(at) }, came: cut(sent) };
    });

  test("are told by the one field that is longer, whatever else is long", () => {
    const { ids, faults } = inferred(people(() => ({})));
    expect(ids).toEqual(["OVERFLOW-REJECT"]);
    expect(faults[0]?.why).toContain("longer than 21 characters");
  });

  test("speak for a list of which nothing arrived, where all of it is as long", () => {
    const { names } = inferred(people((at) => allergy(at, "Natural rubber latex of all kinds")));
    expect(new Set(names)).toEqual(
      new Set(["OVERFLOW-REJECT", "OVERFLOW-REJECT of OVERFLOW-REJECT|DROP-RECORD|UNKNOWN"]),
    );
  });

  test("say nothing of a list of which nothing arrived, though it is short", () => {
    const { ids } = inferred(people((at) => allergy(at, "Latex")));
    expect(ids).toEqual(["DROP-RECORD", "OVERFLOW-REJECT"]);
  });
});

describe("lists that were cut to one page", () => {
  const list = (count: number): Values =>
    Object.assign({}, ...Array.from({ length: count }, (_, at) => allergy(at + 1)));
  const visit = (at: number): Values => ({ [`encounter.number enc-${at}`]: `ZZT-V2-${at}` });
  const cut = (values: Values): Values => without(values, (key) => /-[2-9]$/u.test(key));
  const people = [3, 4].map((count) => ({ sent: list(count), came: cut(list(count)) }));

  test("tell of another list in which only one chart has more than that", () => {
    const sent = { ...list(2), ...visit(1), ...visit(2) };
    expect(inferred([...people, { sent, came: cut(sent) }]).ids).toEqual(["PAGING-LOSS"]);
  });

  test("tell nothing of a list that was cut to another number", () => {
    const sent = { ...list(2), ...visit(1), ...visit(2), ...visit(3) };
    const came = { ...cut(sent), ...visit(2) };
    expect(inferred([...people, { sent, came }]).ids).toEqual(["PAGING-LOSS", "DROP-RECORD"]);
  });
});

describe("what travels in one part", () => {
  const contact = {
    "contact.name rel-1": "Ada Lind",
    "contact.relationship rel-1": "SPO",
    "contact.phone rel-1": "2125550111",
    "contact.address rel-1": "12 Elm Street",
    "contact.role rel-1": "C",
  };
  const sent = { [family]: "Lind", ...contact };

  test("is gone with its segment, though the receiver kept one thing of it elsewhere", () => {
    const came = { [family]: "Lind", "contact.role rel-1": "C" };
    expect(inferred([{ sent, came }]).ids).toEqual(["DROP-SEGMENT"]);
  });

  test("is not gone where half of it is there", () => {
    const came = without(sent, (key) => /relationship|phone/u.test(key));
    expect(inferred([{ sent, came }]).ids).not.toContain("DROP-SEGMENT");
  });

  test("is gone with its segment, though what travels in another one as well arrived", () => {
    const order = { "order.placer-number ord-1": "ZZT-4R8T2WX6", "order.priority ord-1": "stat" };
    const medicine = {
      "medication.identifier rx-1": "ZZT-7K3M9PQ2",
      "medication.sig rx-1": "Take one tablet",
      "medication.frequency rx-1": "BID",
      "medication.prn rx-1": "false",
    };
    const visit = { "appointment.identifier a-1": "ZZT-9T", "appointment.start a-1": "2026-02-03" };
    const all = { ...sent, ...order, ...medicine, ...visit };
    const came = without(all, (key) => /priority|frequency/u.test(key));
    expect(inferred([{ sent: all, came }]).ids).toEqual(["DROP-SEGMENT"]);
  });

  test("is not gone where a code went with its list", () => {
    const coded = {
      "allergy.identifier al-1": "ZZT-7K3M9PQ2",
      "allergy.substance al-1": "Latex",
      "allergy.code al-1": "300916003",
      "allergy.code-system al-1": "http://snomed.info/sct",
    };
    const came = without(coded, (key) => key.startsWith("allergy.code"));
    expect(inferred([{ sent: coded, came }]).ids).toEqual(["CODE-DROP"]);
  });

  test("may be gone with it, or alone, where it is all that the segment holds", () => {
    const visit = { "encounter.number enc-1": "ZZT-7K3M9PQ2", "encounter.reason enc-1": "Cough" };
    const came = { "encounter.number enc-1": "ZZT-7K3M9PQ2" };
    expect(inferred([{ sent: visit, came }]).names).toEqual([
      "DROP-ELEMENT of DROP-ELEMENT|DROP-SEGMENT",
    ]);
  });
});

describe("people who are not there at all", () => {
  const person = (there: boolean, more: Values = {}): Person => {
    const sent = { [family]: "Okafor", ...more };
    return { sent, came: there ? sent : null };
  };
  const row = (text: string, of: (there: boolean) => Person = person): Person[] =>
    [...text].map((sign) => of(sign === "+"));

  test("may stand at another site that nobody searched", () => {
    const { ids, faults } = inferred(row("+-+-++-+"));
    expect([ids, faults[0]?.oneOf]).toEqual([["DROP-RECORD"], [["DROP-RECORD"], ["MISROUTE"]]]);
  });

  test("may all have been refused, where nobody is there", () => {
    const { faults } = inferred(row("----"));
    expect(faults[0]?.oneOf).toEqual([["DROP-RECORD"], ["SILENT-REJECT"]]);
  });

  test("were lost in an outage that began after the first one", () => {
    expect(inferred(row("+------+++++++++")).ids).toEqual(["DOWNTIME-LOSS"]);
    // Nobody knows what was before it, or after it.
    expect(inferred(row("------+++++++++")).ids).toEqual(["DROP-RECORD"]);
  });

  test("may have been refused for a field that all of them lack, where few have it", () => {
    const phone = { "patient.telecom.work": "2125550111" };
    const people = row("--+----+----------", (there) => person(there, there ? phone : {}));
    const { ids, faults } = inferred(people);
    expect([ids, faults[0]?.oneOf]).toEqual([
      ["DROP-RECORD"],
      [["DROP-RECORD"], ["SILENT-REJECT"]],
    ]);
  });
});

describe("an item that was found on a second chart of the person", () => {
  const sent = { [family]: "Okafor", ...allergy(1), ...allergy(2) };
  const elsewhere = (identifier: string): string | null =>
    identifier === "ZZT-7K3M9P1" ? "Patient/8" : null;

  test("was split off, and is not lost", () => {
    const came = without(sent, (key) => key.endsWith("al-1"));
    const { ids, faults } = inferred([{ sent, came, input: { elsewhere } }]);
    expect([ids, faults[0]?.why]).toEqual([["SPLIT"], expect.stringContaining("Patient/8")]);
  });

  test("says nothing of another item that is nowhere", () => {
    const came = without(sent, (key) => key.endsWith("al-2"));
    expect(inferred([{ sent, came, input: { elsewhere } }]).ids).toEqual(["DROP-RECORD"]);
  });
});
