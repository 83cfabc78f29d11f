import { expect, test } from "vitest";
import { ask, inEmr, practiceAtWork, settled } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";

test("staff see the chart of the EMR, everything escaped, with nothing that could run", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  const family = "<script>alert(1)</script>\"'&";
  await ask("POST", clinic.fhir, bundleOf({ family, doses: ["2.50", "40"] }));
  await settled(practice);
  const { id } = await inEmr(practice, "Patient");
  const list = await ask("GET", emr.page);
  expect(list.text).toContain(`href="/patients/${id}"`);
  const page = await ask("GET", `${emr.page}patients/${id}`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.text).not.toContain("<script");
  for (const shown of [
    "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;",
    "7700001",
    "1941-03-04",
    "2.50 mg",
    "Penicillin (91936005)",
    "Hives, Swelling",
    "Diabetes (E11.9)",
    "4.678 mmol/L",
    "02139",
  ]) {
    expect(page.text).toContain(shown);
  }
});

test("a page shows what the EMR would give out, with its faults", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "TRAILING-ZERO" }] });
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await settled(practice);
  const { id } = await inEmr(practice, "Patient");
  const page = await ask("GET", `${practice.addresses.emr.page}patients/${id}`);
  expect(page.text).toContain("2.5 mg");
  expect(page.text).not.toContain("2.50 mg");
});

test("the list is searched by name, and says so when nobody is there", async () => {
  const practice = await practiceAtWork();
  const { emr } = practice.addresses;
  expect((await ask("GET", emr.page)).text).toContain("Nobody here yet.");
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await settled(practice);
  expect((await ask("GET", `${emr.page}?name=o%27br`)).text).toContain("1 on file");
  expect((await ask("GET", `${emr.page}?name=zz,y`)).text).toContain("Nobody here yet.");
  expect((await ask("GET", `${emr.page}patients/nobody`)).status).toBe(404);
  expect((await ask("GET", `${emr.page}review`)).text).toContain("No doubtful pairs.");
});
