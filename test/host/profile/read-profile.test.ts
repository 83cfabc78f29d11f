import { describe, expect, it } from "vitest";

import { durationMs, profileJsonSchema } from "../../../api/profile.ts";
import { CliFailure } from "../../../host/cli/io.ts";
import { fingerprintOf } from "../../../host/profile/fingerprint.ts";
import { parseProfile } from "../../../host/profile/read-profile.ts";
import { authorizationOf, secretsFrom, secretVariable } from "../../../host/profile/secrets.ts";

const good = `{
  // the test environment
  "name": "Clinic → EMR",
  "kind": "live",
  "direction": "one-way",
  "window": "PT3S",
  "source": { "send": { "adapter": "fhir-rest", "base": "http://127.0.0.1:1/fhir" } },
  "target": { "read": { "adapter": "fhir-rest", "base": "http://127.0.0.1:2/fhir",
                        "find": ["receipt", { "identifier": "urn:clinic:mrn" }] } },
  "identifiers": { "urn:clinic:mrn": { "range": "7700000-7799999" } },
  "guard": { "hosts": ["127.0.0.1:*"], "marker": { "family": "ZZTEST" } }
}`;

function parse(text: string) {
  return parseProfile(Buffer.from(text, "utf8"), "clinic.jsonc");
}

function refusalOf(text: string): CliFailure {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof CliFailure) return thrown;
    throw thrown;
  }
  throw new Error("It was not refused.");
}

describe("a profile", () => {
  it("may have comments", () => {
    expect(parse(good).name).toBe("Clinic → EMR");
  });

  it.each([
    ["window", "windov", "6:3"],
    ["find", "fnid", "9:25"],
    ["marker", "makrer", "11:40"],
    ["hosts", "host", "11:14"],
  ])("names a misspelt key %s with its line and the near match", (right, wrong, place) => {
    const failure = refusalOf(good.replace(`"${right}"`, `"${wrong}"`));
    expect(failure.exit).toBe(2);
    expect(failure.happened).toContain(`"${wrong}"`);
    expect(failure.happened).toContain(`Did you mean "${right}"?`);
    expect(failure.at).toBe(`clinic.jsonc:${place}`);
  });

  it("names a misspelt key inside a way to find", () => {
    const failure = refusalOf(good.replace('"identifier"', '"identifer"'));
    expect(failure.happened).toContain('Did you mean "identifier"?');
    expect(failure.at).toBe("clinic.jsonc:9:47");
  });

  it("names the slip where a key that decides is misspelt", () => {
    const failure = refusalOf(good.replace('"adapter"', '"adaptor"'));
    expect(failure.happened).toContain('Is "adaptor" a slip of it?');
  });

  it("says of a key that it belongs to another adapter", () => {
    const failure = refusalOf(good.replace("fhir-rest", "screen"));
    expect(failure.happened).toContain('"base" in source.send does not belong to the adapter');
  });

  it.each([
    ['"allow": [{ "field": "patient.nam.family", "rule": "AT-07" }]', '"patient.name.family"?'],
    ['"allow": [{ "field": "patient.*", "rule": "AT-99" }]', "no rule AT-99"],
    ['"owners": { "pateint.*": "source" }', 'no field "pateint.*"'],
    ['"declares": { "must-reject": ["dob-futur"] }', 'Did you mean "dob-future"?'],
  ])("refuses a name that nothing bears: %s", (text, says) => {
    const whole = text.replace('AT-07" }', 'AT-07", "reason": "r", "agreedBy": ["x"] }');
    const filled = whole.replace('AT-99" }', 'AT-99", "reason": "r", "agreedBy": ["x"] }');
    const failure = refusalOf(good.replace('"guard":', `${filled}, "guard":`));
    expect(failure.happened).toContain(says);
    expect(failure.at).toMatch(/^clinic\.jsonc:11:\d+$/);
  });

  it("names a key that is missing", () => {
    const failure = refusalOf(good.replace('"window": "PT3S",', ""));
    expect(failure.happened).toContain('"window" is missing');
  });

  it("says what a value should look like", () => {
    const failure = refusalOf(good.replace("PT3S", "3 seconds"));
    expect(failure.happened).toContain("PT2M");
    expect(failure.at).toBe("clinic.jsonc:6:13");
  });

  it("may open any port on this machine alone", () => {
    const failure = refusalOf(good.replace("127.0.0.1:*", "emr.example:*"));
    expect(failure.happened).toContain("this machine alone");
    expect(failure.at).toBe("clinic.jsonc:11:24");
  });

  it.each([
    ["7700000-779", "same number of digits"],
    ["7799999-7700000", "ends before it begins"],
  ])("refuses the reserved range %s", (range, says) => {
    expect(refusalOf(good.replace("7700000-7799999", range)).happened).toContain(says);
  });

  it("that is cut off is refused with its place", () => {
    const failure = refusalOf(good.slice(0, 150));
    expect(failure.exit).toBe(2);
    expect(failure.at).toMatch(/^clinic\.jsonc:\d+:\d+$/);
  });

  it("with a key that stands twice is refused", () => {
    const twice = good.replace('"kind": "live",', '"kind": "live", "kind": "manual",');
    expect(refusalOf(twice).exit).toBe(2);
  });

  it("that sends both ways needs a sender at the target", () => {
    expect(refusalOf(good.replace("one-way", "two-way")).happened).toContain("target.send");
  });

  it("has a fingerprint of its values alone", () => {
    const other = good.replace("// the test environment", "// another comment");
    expect(fingerprintOf(parse(other))).toBe(fingerprintOf(parse(good)));
    const changed = good.replace("PT3S", "PT4S");
    expect(fingerprintOf(parse(changed))).not.toBe(fingerprintOf(parse(good)));
  });

  it("has a published schema that forbids unknown keys", () => {
    expect(profileJsonSchema()).toMatchObject({ type: "object", additionalProperties: false });
  });
});

describe("a window", () => {
  it.each([
    ["PT2M", 120_000],
    ["PT0.5S", 500],
    ["P1DT2H3M4S", 93_784_000],
  ])("%s is %i milliseconds", (text, milliseconds) => {
    expect(durationMs(text)).toBe(milliseconds);
  });
});

describe("a secret", () => {
  it("comes from the environment by its name", () => {
    expect(secretVariable("emr-client-key")).toBe("CROSSCHART_SECRET_EMR_CLIENT_KEY");
    const secrets = secretsFrom({ CROSSCHART_SECRET_EMR_CLIENT_KEY: "s3" });
    const auth = { kind: "bearer", token: { secret: "emr-client-key" } } as const;
    expect(authorizationOf(auth, secrets)).toBe("Bearer s3");
  });

  it("that is not set is asked for by the name of its variable", () => {
    const auth = { kind: "basic", user: "u", password: { secret: "k" } } as const;
    expect(() => authorizationOf(auth, () => null)).toThrow(CliFailure);
  });
});
