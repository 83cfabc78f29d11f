import { describe, expect, it } from "vitest";

import { belongsToUs } from "../../../host/runs/ownership.ts";
import type { OurMarks } from "../../../host/runs/ownership.ts";

const marks: OurMarks = {
  ids: new Set(["Patient/7"]),
  identifiers: new Set(["7700001", "ZZT-M8R077AQ"]),
  familyMarker: "ZZTEST",
  sentinels: {
    find: (text) => {
      const start = text.toLowerCase().indexOf("bakudalem");
      // A hit needs a field only by its type; this check looks at the person alone.
      return start < 0
        ? []
        : [{ person: 3, field: "x" as never, entry: "", round: 1, start, token: "bakudalem" }];
    },
  },
  people: 5,
};

const stranger = { resourceType: "Patient", id: "99", name: [{ family: "Somebody" }] };
const bundle = (...resources: object[]) => ({
  resourceType: "Bundle",
  type: "searchset",
  entry: resources.map((resource) => ({ resource })),
});
const judge = (body: unknown, who = marks) =>
  belongsToUs(Buffer.from(typeof body === "string" ? body : JSON.stringify(body), "utf8"), who);

describe("a record is ours", () => {
  it.each([
    ["by a server id of ours", { resourceType: "Patient", id: "7" }],
    ["by an identifier of ours", { ...stranger, identifier: [{ value: "7700001" }] }],
    ["by the test tag", { ...stranger, meta: { tag: [{ code: "HTEST" }] } }],
    ["by the family marker, whatever its case", { ...stranger, name: [{ family: "zzTest" }] }],
    ["by a sentinel of this run", { ...stranger, name: [{ family: "OrtizBAKUDALEM" }] }],
    [
      "because it is of a person of ours",
      { resourceType: "Observation", id: "1", subject: { reference: "http://x/fhir/Patient/7" } },
    ],
    [
      "because it is of several things, one of them ours",
      {
        resourceType: "Provenance",
        id: "1",
        target: [{ reference: "Condition/3" }, { reference: "Patient/7" }],
      },
    ],
    [
      "because one who takes part is ours",
      {
        resourceType: "Appointment",
        id: "1",
        participant: [{ actor: { reference: "Patient/7" } }],
      },
    ],
  ])("%s", (_why, record) => {
    expect(judge(record)).toEqual({ kind: "ours", records: 1 });
    expect(judge(bundle(record))).toEqual({ kind: "ours", records: 1 });
  });
});

describe("nothing is kept", () => {
  it("of a record without any mark", () => {
    expect(judge(stranger)).toEqual({ kind: "strangers", strangers: 1, records: 1 });
  });

  it("where one stranger stands among records of ours", () => {
    const mixed = bundle({ resourceType: "Patient", id: "7" }, stranger);
    expect(judge(mixed)).toEqual({ kind: "strangers", strangers: 1, records: 2 });
  });

  it("of a record of another person, even of the same number with another letter", () => {
    const other = { resourceType: "Observation", id: "1", subject: { reference: "Patient/77" } };
    expect(judge(other).kind).toBe("strangers");
  });

  it("because a token happens to read as a person that was never made", () => {
    const named = { ...stranger, name: [{ family: "Ortizbakudalem" }] };
    expect(judge(named, { ...marks, people: 3 }).kind).toBe("strangers");
  });

  it("of bytes that cannot be parsed and hold no mark", () => {
    expect(judge('{"resourceType":"Patient","name":[{"family":"Somebo').kind).toBe("unreadable");
    expect(judge("<html>Please log in</html>").kind).toBe("unreadable");
  });
});

describe("bytes that cannot be parsed", () => {
  it("are ours where a scan finds a mark", () => {
    expect(judge('{"resourceType":"Patient","identifier":[{"value":"7700001"}').kind).toBe("ours");
  });
});

it("an empty search and an outcome hold nobody", () => {
  expect(judge(bundle())).toEqual({ kind: "empty" });
  expect(judge({ resourceType: "OperationOutcome", issue: [] })).toEqual({ kind: "empty" });
});
