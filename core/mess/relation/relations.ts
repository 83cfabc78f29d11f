import { furtherId } from "../list-entries.ts";
import { carrier, change, flag, type MessOperator, normalise, operator } from "../operator.ts";
import { survive } from "../operator.ts";

/** Family H: family, consent, access. */
export const relationOperators: readonly MessOperator[] = [
  operator("relation", {
    id: "lang-interpreter",
    introduced: 15,
    targets: ["patient.language"],
    beside: ["patient.interpreter-required"],
    any: [survive],
    exposes: "ENUM-COLLAPSE DROP-ELEMENT CODE-REMAP",
    source: "S-13",
    says: "A patient who needs an interpreter, sign language among them.",
    example: "vi with interpreter; ase (American Sign Language)",
    share: 0.08,
    apply: (acting) => [
      change("patient.language", "", carrier(["ase", "vi", "so", "ht"], acting.variant)),
      change("patient.interpreter-required", "", "true"),
    ],
  }),
  operator("relation", {
    id: "lang-code-form",
    introduced: 59,
    targets: ["patient.language"],
    any: [normalise("AT-16")],
    exposes: "CODE-REMAP TEXT-FOR-CODE",
    source: "S-19",
    says: "A language with its country.",
    example: "es-MX",
    share: 0.1,
    apply: (acting) => [
      change("patient.language", "", carrier(["es-MX", "pt-BR", "zh-TW"], acting.variant)),
    ],
  }),
  operator("relation", {
    id: "gender-sex-differ",
    introduced: 191,
    targets: ["patient.gender-identity"],
    beside: ["patient.sex", "patient.name.preferred"],
    any: [survive],
    note: "all three",
    exposes: "ENUM-COLLAPSE CROSS-FIELD DROP-ELEMENT",
    source: "S-13",
    says: "Sex on the record, gender identity and the name that is used do not go together.",
    example: "recorded female, identifies as male, called Eli",
    share: 0.01,
    apply: (acting) => {
      const female = acting.making.sex === "female";
      const called = female ? ["Eli", "Leo"] : ["Zoe", "Mia"];
      const token = acting.token("patient.name.preferred");
      return [
        // Findings of SNOMED CT, as illustrations.
        change(
          "patient.gender-identity",
          "gender-1",
          female ? "446151000124109" : "446141000124107",
        ),
        change("patient.sex", "", acting.making.sex),
        change("patient.name.preferred", "", `${carrier(called, acting.variant)} ${token}`),
      ];
    },
  }),
  operator("relation", {
    id: "referral-rural",
    introduced: 192,
    targets: ["provider.referring"],
    beside: [
      "referral.identifier",
      "referral.status",
      "referral.reason",
      "referral.from",
      "referral.to",
    ],
    any: [flag],
    exposes: "WRONG-PROVIDER DROP-RECORD",
    source: "S-13",
    says: "Referred by a provider of a small hospital, whom the other system does not know.",
    example: "ZZT-RURAL-01",
    share: 0.03,
    apply: (acting) => {
      const hospital = `ZZT-RURAL-${String(1 + (acting.variant % 90))}`;
      const reason = `Sent on by the county hospital ${acting.token("referral.reason", "ref-1")}`;
      return [
        change("provider.referring", "enc-1", hospital),
        change("referral.identifier", "ref-1", furtherId(acting, "referral", 1), [survive]),
        change("referral.status", "ref-1", "active", [survive]),
        change("referral.reason", "ref-1", reason, [survive]),
        change("referral.from", "ref-1", hospital),
        change("referral.to", "ref-1", "9000000015", [survive]),
      ];
    },
  }),
  operator("relation", {
    id: "break-glass-employee",
    introduced: 193,
    targets: ["privacy.protected"],
    beside: ["privacy.vip"],
    any: [survive],
    note: "with the mark, and seen only by those who may",
    exposes: "VISIBILITY",
    source: "S-13 S-20",
    says: "A patient who works at the clinic: the chart is restricted.",
    example: "restricted, employee",
    share: 0.005,
    apply: () => [
      change("privacy.protected", "", "true"),
      // Staff, of v3 PatientImportance.
      change("privacy.vip", "", "STF"),
    ],
  }),
  operator("relation", {
    id: "fam-custody-restriction",
    introduced: 194,
    targets: ["privacy.custody-restriction"],
    any: [survive],
    note: "with the mark, and seen only by those who may",
    exposes: "VISIBILITY DROP-ELEMENT",
    source: "S-13",
    says: "A relative who must not be told anything.",
    example: "do not release to the father",
    share: 0.003,
    apply: (acting) => [
      change(
        "privacy.custody-restriction",
        "custody-1",
        carrier(["Do not release to the father", "No word to his aunt R. Test"], acting.variant),
      ),
    ],
  }),
];
