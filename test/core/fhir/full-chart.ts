import type { Chart } from "../../../core/catalogue/chart.ts";
import type { Row } from "./chart-of.ts";
import { chartOf } from "./chart-of.ts";

/** Lines of `field entry value`; a value may have blanks, `\n` is a line break. */
function rowsIn(lines: string): readonly Row[] {
  return lines
    .trim()
    .split("\n")
    .map((line): Row => {
      const [field = "", entry = "", ...words] = line.trim().split(" ");
      return [field, entry === "-" ? "" : entry, words.join(" ").replaceAll("\\n", "\n")];
    });
}

/** What the tests of the single formats have had for long stands in their own tables. */
export const furtherRows = rowsIn(`
  patient.account-number - ZZT-ACC00001
  patient.birth-date - 2026-01-10
  patient.birth-time - 2026-01-10T04:12:00-05:00
  patient.birth-order - 2
  patient.multiple-birth - true
  patient.name.further-given given-3 Lee
  patient.name.further-given given-4 Ann
  patient.identifier.drivers-license - ZZTDL001
  patient.identifier.medicaid - ZZT123456789
  patient.link.replaced-by link-1 7700009
  patient.active - false
  record.entered-by - jdoe (front desk)
  record.security-label - ETH
  privacy.protected - true
  guardian.name guardian-1 Kaplan
  guardian.consent-authority guardian-1 mother
  proxy.name proxy-1 Ortiz
  proxy.scope proxy-1 limited
  proxy.until proxy-1 2026-12-31
  guarantor.name guarantor-1 Palmer
  guarantor.relationship guarantor-1 GRMTH
  consent.identifier consent-1 ZZT-CON00001
  consent.status consent-1 active
  consent.scope consent-1 research
  consent.category consent-1 59284-0
  consent.date consent-1 2025-11-03T09:30:00-05:00
  coverage.identifier cov-1 ZZT-COV00001
  coverage.status cov-1 active
  coverage.payer-name cov-1 Practice Care
  encounter.number enc-1 ZZT-ENC00001
  encounter.class enc-1 AMB
  encounter.status enc-1 finished
  encounter.account enc-1 ZZT-ACC00001
  provider.rendering enc-1 9000000015
  provider.name enc-1 Nightingale
  provider.supervising enc-1 9000000023
  provider.referring enc-1 9000000031
  encounter.number enc-2 ZZT-ENC00002
  encounter.class enc-2 VR
  encounter.status enc-2 planned
  appointment.identifier appt-1 ZZT-APP00001
  appointment.filler-id appt-1 ZZT-APF00001
  appointment.status appt-1 booked
  appointment.start appt-1 2026-02-02T11:00:00-05:00
  appointment.end appt-1 2026-02-02T11:45:00-05:00
  appointment.slot appt-1 ZZT-SLOT0001
  provider.scheduling-resource appt-1 9000000015
  provider.scheduling-resource appt-1/actor-2 9000000023
  provider.scheduling-resource appt-1/actor-3 room-3
  appointment.location appt-1 clinic-1
  problem.identifier dx-1 ZZT-DX000001
  problem.code dx-1 E11.9
  problem.code-system dx-1 http://hl7.org/fhir/sid/icd-10-cm
  problem.clinical-status dx-1 active
  problem.rank dx-1 2
  problem.identifier dx-2 ZZT-DX000002
  problem.text dx-2 Asthma
  problem.clinical-status dx-2 active
  problem.rank dx-2 1
  result.identifier obs-1 ZZT-OBS00001
  result.code obs-1 2951-2
  result.value obs-1 140
  result.unit obs-1 mmol/L
  result.status obs-1 preliminary
  result.accession obs-1 ZZT-ACN00001
  result.report-status obs-1 preliminary
  result.reported-time obs-1 2026-01-09T08:15:00-05:00
  result.sub-id obs-1 1.2
  result.identifier obs-2 ZZT-OBS00002
  result.code obs-2 718-7
  result.value obs-2 13.20
  result.unit obs-2 g/dL
  result.status obs-2 corrected
  result.accession obs-2 ZZT-ACN00001
  result.report-status obs-2 corrected
  immunization.identifier vax-1 ZZT-VAX00001
  immunization.code vax-1 08
  immunization.date vax-1 2025-10-04
  immunization.status vax-1 completed
  immunization.lot vax-1 0042-A
  immunization.manufacturer vax-1 ZZM
  immunization.site vax-1 LA
  immunization.identifier vax-2 ZZT-VAX00002
  immunization.code vax-2 140
  immunization.date vax-2 2019-05
  immunization.status vax-2 not-done
  order.placer-number ord-1 ZZT-ORD00001
  order.filler-number ord-1 ZZT-ORF00001
  order.code ord-1 2951-2
  order.status ord-1 active
  order.priority ord-1 stat
  order.provider ord-1 9000000015
  order.note ord-1 Fasting\\nfor 12 hours, please
  order.note ord-1/note-2 Call with <result> & "value"
  order.reason ord-1 E11.9
  order.reason ord-1/reason-2 J45.909
  order.encounter ord-1 ZZT-ENC00002
  order.placer-number ord-2 ZZT-ORD00002
  order.code ord-2 718-7
  order.status ord-2 revoked
  referral.identifier ref-1 ZZT-REF00001
  referral.status ref-1 active
  referral.reason ref-1 Second opinion
  referral.from ref-1 ZZT-RURAL-01
  referral.to ref-1 9000000031
  referral.authorization ref-1 ZZT123456789
  note.identifier note-1 ZZT-NOTE0001
  note.type note-1 11488-4
  note.text note-1 First line\\nzweite Zeile – ñandú 𠮷\\n\\n| ^ ~ \\ & <b>
  note.encounter note-1 ZZT-ENC00001
  note.author note-1 9000000015
  note.status note-1 final
  note.confidentiality note-1 R
  note.date note-1 2026-01-08T10:05:30-05:00
  note.availability note-1 current
  charge.identifier chg-1 ZZT-CHG00001
  charge.date chg-1 2026-01-08
  charge.procedure chg-1 ZZ101
  charge.modifier chg-1/mod-1 ZA
  charge.modifier chg-1/mod-2 ZB
  charge.units chg-1 1.50
  charge.amount chg-1 125.00
  charge.diagnosis chg-1/dx-1 E11.9
  charge.diagnosis chg-1/dx-2 J45.909
  charge.diagnosis-pointer chg-1/ptr-1 2
  charge.diagnosis-pointer chg-1/ptr-2 1
  charge.rendering-provider chg-1 9000000015
  charge.place-of-service chg-1 11
  charge.encounter chg-1 ZZT-ENC00001
`);

/** A chart with every kind of record, in the words of the generator. */
export function fullChart(...more: readonly Row[]): Chart {
  const named = new Set(more.map(([field, entry]) => `${field} ${entry}`));
  const kept = furtherRows.filter(([field, entry]) => !named.has(`${field} ${entry}`));
  return chartOf(
    ["patient.identifier.mrn", "mrn-1", "7700001"],
    ["patient.identifier.mrn-authority", "mrn-1", "urn:clinic:mrn"],
    ["patient.identifier.type", "mrn-1", "MR"],
    ["patient.identifier.synthetic", "", "ZZT-0001"],
    ["patient.name.prefix", "marker", "ZZTEST"],
    ["patient.name.family", "", "Núñez"],
    ["patient.name.given", "", "Ana"],
    ["patient.test-mark", "", "HTEST"],
    ...kept,
    ...more,
  );
}
