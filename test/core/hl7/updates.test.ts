import { describe, expect, test } from "vitest";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { carriedByHl7 } from "../../../core/hl7/carried-by-hl7.ts";
import { decodeHl7, decodeHl7People } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { rowOfValue, rowsOf } from "../fhir/chart-of.ts";
import { messagesOf } from "./carriers.ts";
import { changed, fullChart, without } from "./full-chart.ts";

/** The messages of a change, by event, each with its segments. */
function update(chart: Chart, since = fullChart): [string, string[]][] {
  const { bytes, cannotTravel } = encodeHl7(chart, { since });
  expect(cannotTravel).toEqual([]);
  return messagesOf(bytes).map(([event, text]) => [event, text.split("\r").filter(Boolean)]);
}

const events = (chart: Chart, since?: Chart): string[] =>
  update(chart, since).map(([event]) => event);
const segment = (chart: Chart, name: string, since?: Chart): string | undefined =>
  update(chart, since)
    .flatMap(([, segments]) => segments)
    .findLast((line) => line.startsWith(`${name}|`));

/** What HL7 carries of a chart: field and value, without the keys of entries. */
function carried(chart: Chart): string[] {
  return chart.values
    .filter(({ field }) => {
      const row = fieldById(field);
      return row !== undefined && carriedByHl7(row);
    })
    .map((value) => `${value.field}=${rowOfValue(value)[2]}`)
    .toSorted();
}

function readBoth(chart: Chart): string[] {
  const { bytes } = encodeHl7(fullChart);
  const later = encodeHl7(chart, { since: fullChart, firstNumber: 100 }).bytes;
  return rowsOf(decodeHl7([bytes, later]))
    .map(([field, , value]) => `${field}=${value}`)
    .toSorted();
}

describe("the messages of a change", () => {
  test("nothing changed, nothing is sent", () => {
    expect(update(fullChart)).toEqual([]);
  });

  test.each([
    ["a name", changed({ "patient.name.family": "Weber" }), ["A31"]],
    ["a phone of the contact", changed({ "contact.phone contact-1": "1" }), ["A31"]],
    ["a reaction", changed({ "allergy.reaction al-2/reaction-1": "Rash" }), ["A31", "A60"]],
    ["the status of an allergy", changed({ "allergy.clinical-status al-2": "inactive" }), ["A60"]],
    ["the room of a visit", changed({ "encounter.location enc-1": "ROOM 9" }), ["A08"]],
    ["a visit that is gone", without("enc-1"), ["A11"]],
    ["a resolved problem", changed({ "problem.clinical-status dx-1": "resolved" }), ["PPR"]],
    ["a dose", changed({ "medication.dose-value rx-1": "2.5" }), ["RDE"]],
    ["an order", changed({ "order.status ord-1": "revoked" }), ["ORM"]],
    ["a result", changed({ "result.value obs-1": "0.7" }), ["ORU"]],
    ["a vaccination", changed({ "immunization.lot vax-1": "0B" }), ["VXU"]],
    ["the text of a note", changed({ "note.text note-1": "Other" }), ["MDM"]],
    ["a charge", changed({ "charge.amount chg-1": "1.00" }), ["DFT"]],
    ["a referral", changed({ "referral.status ref-1": "revoked" }), ["REF"]],
    ["the time of an appointment", changed({ "appointment.start appt-1": "2026-02-01" }), ["S13"]],
    ["the room of an appointment", changed({ "appointment.location appt-1": "R9" }), ["S14"]],
    ["a missed appointment", changed({ "appointment.status appt-1": "noshow" }), ["S26"]],
    ["an appointment that is gone", without("appt-1"), ["S17"]],
    ["a chart of another site that is gone", without("site-1"), ["A31", "A37"]],
    ["a merge that was taken back", without("link-1"), ["A37"]],
  ])("%s is told by %j", (_name, chart, told) => {
    expect(events(chart)).toEqual(told);
  });

  test.each([
    ["a person's chart that was merged", "link-1", ["A40"]],
    ["a chart of another site", "site-1", ["A31", "A24"]],
    ["a visit", "enc-1", ["A03"]],
    ["a note", "note-1", ["MDM"]],
  ])("%s that is new is told by its own event", (_name, entry, told) => {
    expect(events(fullChart, without(entry))).toEqual(told);
  });

  test("a visit ends, and is cancelled", () => {
    const open = changed({ "encounter.end enc-1": null });
    expect(events(fullChart, open)).toEqual(["A03"]);
    const cancelled = changed({}, ["encounter.status", "enc-1", "cancelled"]);
    expect(
      encodeHl7(cancelled, { since: fullChart }).cannotTravel.map(({ field }) => field),
    ).toEqual(["encounter.status"]);
    const [[event] = []] = messagesOf(encodeHl7(cancelled, { since: fullChart }).bytes);
    expect(event).toBe("A11");
  });

  test("orders say what is asked of them", () => {
    const orc = (chart: Chart, since?: Chart): string =>
      segment(chart, "ORC", since)?.slice(0, 6) ?? "";
    expect(orc(changed({ "medication.dose-value rx-1": "2.5" }))).toBe("ORC|XO");
    expect(orc(changed({ "medication.status rx-1": "stopped" }))).toBe("ORC|DC");
    expect(orc(without("rx-1"))).toBe("ORC|CA");
    expect(orc(fullChart, without("rx-1"))).toBe("ORC|NW");
    expect(orc(changed({ "order.status ord-1": "on-hold" }))).toBe("ORC|HD");
  });

  test("results are preliminary, final, corrected, withdrawn as wrong, or deleted", () => {
    const status = (chart: Chart): string | undefined => segment(chart, "OBX")?.split("|")[11];
    const says = (value: string): Chart => changed({ "result.status obs-1": value });
    expect(status(says("preliminary"))).toBe("P");
    expect(status(says("final"))).toBe("F");
    expect(status(changed({ "result.value obs-1": "0.7" }))).toBe("C");
    expect(status(says("entered-in-error"))).toBe("W");
    expect(status(says("cancelled"))).toBe("X");
    expect(status(without("obs-1"))).toBe("D");
  });

  test("allergies are added, updated and deleted by IAM-6", () => {
    const action = (chart: Chart, since?: Chart): string | undefined =>
      segment(chart, "IAM", since)?.split("|")[6];
    expect(action(changed({ "allergy.criticality al-2": "low" }))).toBe("U");
    expect(action(without("al-2"))).toBe("D");
    expect(action(fullChart, without("al-2"))).toBe("A");
  });

  test("a note is replaced with its text, and withdrawn without it", () => {
    const replaced = update(changed({ "note.text note-1": "Other" }))[0]?.[1] ?? [];
    expect(replaced[0]).toContain("|MDM^T10^MDM_T02|");
    expect(replaced.at(-1)).toBe("OBX|1|FT|TEXT||Other||||||F");
    const wrong = changed({ "note.availability note-1": "entered-in-error" });
    const withdrawn = update(wrong)[0]?.[1] ?? [];
    expect(withdrawn[0]).toContain("|MDM^T11^MDM_T01|");
    expect(withdrawn.at(-1)).toMatch(/^TXA.*\|CA$/u);
    expect(readBoth(wrong)).toEqual(carried(wrong));
  });

  test("what a person has no more is written as HL7's null", () => {
    const pid = segment(changed({ "patient.marital-status": null }), "PID");
    expect(pid?.split("|")[16]).toBe('""');
    expect(segment(without("pcp-1"), "PD1")?.split("|")[4]).toBe('""');
  });
});

describe("a chart and its change, read together", () => {
  test.each([
    [
      "other values",
      changed({ "patient.name.family": "Weber", "patient.telecom.home home-1": "1" }),
    ],
    ["a name part that is gone", changed({ "patient.name.middle": null })],
    ["one number less", without("mrn-2")],
    [
      "another dose and a stopped medicine",
      changed({ "medication.dose-value rx-1": "2.5", "medication.status rx-1": "stopped" }),
    ],
    [
      "a corrected result",
      changed({ "result.value obs-1": "0.7", "result.status obs-1": "corrected" }),
    ],
    ["a deleted result", without("obs-1")],
    ["a deleted allergy", without("al-2")],
    ["an allergy under another name", changed({ "allergy.substance al-2": "Peanut" })],
    ["a changed visit", changed({ "encounter.location enc-1": "ROOM 9" })],
    ["a cancelled order", changed({ "order.status ord-1": "revoked" })],
    ["a moved appointment", changed({ "appointment.start appt-1": "2026-02-01" })],
    [
      "a changed charge, referral and vaccination",
      changed({
        "charge.amount chg-1": "1.00",
        "referral.status ref-1": "revoked",
        "immunization.status vax-1": "entered-in-error",
      }),
    ],
  ])("%s: the later chart is what is read", (_name, chart) => {
    expect(readBoth(chart)).toEqual(carried(chart));
  });
});

describe("merged charts", () => {
  test("PID-3 is the chart that stays, MRG-1 the one that is retired, and the link is the retired one's", () => {
    const pid = segment(fullChart, "PID", without("link-1"));
    const mrg = segment(fullChart, "MRG", without("link-1"));
    expect(pid).toBe("PID|1||7700009^^^urn:clinic:mrn^MR");
    expect(mrg).toBe("MRG|7700001^^^urn:clinic:mrn^MR~7700002^^^urn:clinic:mrn^MR");
    const people = decodeHl7People([encodeHl7(fullChart).bytes]);
    expect(people.map(({ patient }) => patient)).toEqual(["urn:clinic:mrn|7700001"]);
  });

  test("a merge told with the survivor's own record is read for both", () => {
    const text = [
      "MSH|^~\\&|A|B|||2026||ADT^A40^ADT_A39|1|T|2.5.1||||||UNICODE UTF-8",
      "PID|1||9^^^X^MR||Survivor",
      "MRG|8^^^X^MR",
      "",
    ].join("\r");
    const people = decodeHl7People([new TextEncoder().encode(text)]);
    const read = people.map(({ patient, observed }) => [
      patient,
      rowsOf(observed).map(([field, , value]) => `${field}=${value}`),
    ]);
    expect(read).toEqual([
      ["X|8", ["patient.link.replaced-by=9"]],
      ["X|9", expect.arrayContaining(["patient.name.family=Survivor"])],
    ]);
  });
});
