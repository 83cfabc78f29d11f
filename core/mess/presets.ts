import { fieldById } from "../catalogue/fields.ts";
import type { FieldRole } from "../catalogue/field.ts";
import { messOperators } from "./operators.ts";

/** A choice of mess that has a name. */
export interface MessPreset {
  readonly id: string;
  readonly label: string;
  readonly says: string;
  readonly group: "general" | "role" | "pack";
}

/** Operators of the scenarios of each pack; a scenario of several people brings its cluster. */
const packOperators: Readonly<Record<string, string>> = {
  syn: `
    name-apostrophe-straight name-apostrophe-curly name-apostrophe-modifier name-hyphen
    name-dash-unicode name-spanish-two name-double-barrel-long name-accent-nfc
    name-accent-nfd name-letter-no-decomp name-cp1252-hole name-accent-nbsp-trap
    name-7bit-trap name-mononym name-single-letter name-suffix-generational
    name-suffix-credential name-particle name-mc-mac-case name-vietnamese
    name-preferred-alias name-csv-hostile name-html-amp name-reserved-word name-nbsp
    name-zero-width name-outer-space addr-delimiters note-delimiters note-raw-cr
    note-looks-like-escape email-exotic addr-over-255 name-max-length id-max-length
    cov-group-long addr-unit-line addr-unit-hash addr-po-box addr-rural-route addr-military
    addr-foreign addr-zip-leading-zero addr-zip4 phone-extension phone-plus-country
    phone-format-mix phone-vanity phone-text dob-ambiguous dob-unambiguous-control
    dob-first-of-month dob-feb29 dob-feb29-century dob-centenarian dob-1899-1900 dob-1970
    time-midnight time-offset-foreign time-precision-seconds dob-year-only miss-unknown
    dose-decimal dose-naked-decimal dose-trailing-zero dose-tiny-scientific dose-round-trap
    dose-large-sep dose-range unit-mg-mcg unit-micro-sign unit-free-text sig-fraction
    med-prn med-taper dx-one-to-many dx-retired-code dx-dot-missing dx-negated-history
    med-code-many med-ndc-format med-lookalike allergy-unmapped-text allergy-local-code
    allergy-vs-intolerance allergy-nkda allergy-none-recorded allergy-nkda-then-added
    allergy-refuted obx-blank-value obx-null-quotes obx-comparator obx-unit-convert
    obx-ref-range-flag note-multiline note-long note-nte-many miss-required miss-segment
    miss-blank-string miss-not-applicable phone-many cov-order-secondary-tertiary
    vol-allergies-200 vol-meds-120 vol-names-10 mrn-leading-zeros mrn-check-digit
    mrn-numeric-trap id-truncation-twin id-authority-missing id-case-space ssn-format
    ssn-last4 cov-mbi-dashes cov-mbi-test-s vol-max-everything order-context imm-lot-text
    gender-sex-differ clin-nonsense-valid dob-future`,
  upd: `
    allergy-nkda-then-added cov-retro addr-history med-stopped-deleted miss-blank-string
    email-declined result-preliminary-final appt-status-rapid med-same-drug-two
    vol-max-everything`,
  dup: `
    typo-substitute-key typo-delete-char typo-insert-char typo-transpose typo-phonetic
    typo-ocr typo-space-split typo-space-join typo-field-swap typo-nickname typo-middle-name
    typo-month-day typo-digit-wrong mrn-legacy-format mrn-leading-zeros id-case-space
    id-authority-alias ssn-missing-default multi-mrn-active id-authority-missing
    twin-same-sex jr-sr-same-address same-name-same-dob id-truncation-twin dup-ladder
    email-shared phone-shared merge-a40 unmerge-a37 married-name-change newborn-rename
    twin-temp-name`,
  wb: `
    appt-timezone appt-resource-vs-provider appt-zero-duration appt-rescheduled
    appt-cancelled appt-noshow addr-history lang-code-form name-preferred-alias note-long
    note-multiline enc-two-same-day cov-order-secondary-tertiary dx-dot-missing
    miss-required dx-retired-code npi-invalid-check ped-adolescent-confidential
    break-glass-employee provider-role-three med-prn`,
  exc: `
    merge-a40 merge-then-late-message appt-cancelled result-preliminary-final
    result-corrected result-wrong-code-deleted cov-missing-subscriber cov-weird-payer
    cov-self-pay cov-expired cov-retro cov-newborn-under-mother cov-same-plan-twice
    cov-member-suffix cov-order-secondary-tertiary enc-two-same-day appt-overlap
    provider-role-three npi-invalid-check appt-resource-vs-provider appt-status-vocab
    appt-status-rapid ped-consent ped-adolescent-confidential ped-turns-18 fam-blended
    fam-guarantor-not-parent fam-foster fam-custody-restriction rel-proxy-adult
    rel-proxy-expired break-glass-employee addr-confidential phone-do-not-call
    lang-interpreter lang-code-form name-arabic name-chinese name-vietnamese
    name-mixed-script name-astral name-turkish-i referral-rural addr-rural-route addr-po-box
    deceased-with-date deceased-no-date deceased-future-appt miss-never-asked miss-refused
    miss-truncated-upstream id-expired mrn-legacy-format dx-retired-code addr-none
    addr-homeless unit-free-text appt-walk-in appt-recurring appt-cross-midnight
    appt-timezone time-dst-gap time-dst-fold id-reassigned same-name-same-dob`,
  env: `
    vol-message-1mb`,
};

/** What looks like one person and is another, or one person several times. */
const ladder = [
  "dup-ladder",
  "twin-same-sex",
  "jr-sr-same-address",
  "same-name-same-dob",
  "id-truncation-twin",
];

const general: readonly MessPreset[] = [
  {
    id: "coverage",
    label: "Every kind once",
    says: "Each kind of mess in each field that can carry it, at most four per patient.",
    group: "general",
  },
  {
    id: "realistic",
    label: "Like a real clinic",
    says: "As often as it happens in real records.",
    group: "general",
  },
  {
    id: "smoke",
    label: "Quick look",
    says: "The silent-change test: five kinds that fail most.",
    group: "general",
  },
  {
    id: "duplicate-ladder",
    label: "Duplicates",
    says: "One person thirteen times, each time one thing differs, and pairs that must stay two.",
    group: "general",
  },
  {
    id: "update-loop",
    label: "Updates",
    says: "Records that change in the second round: results, visits, names, allergies.",
    group: "general",
  },
  { id: "none", label: "No mess", says: "Clean patients, for a control run.", group: "general" },
];

const roles: readonly (readonly [FieldRole, string])[] = [
  ["front-desk", "Front desk"],
  ["nurse", "Nurse"],
  ["billing", "Billing"],
  ["privacy", "Privacy"],
];

const packs: readonly (readonly [string, string, string])[] = [
  ["syn", "Silent sync", "Every kind of value that changes on the way without a word."],
  ["upd", "Update loop", "What changes, goes back or comes late."],
  ["dup", "Duplicates", "Who is who: slips, shared numbers, joined charts."],
  ["wb", "Write-back", "Appointments, notes and addresses that come back."],
  ["exc", "Exceptions", "Families, cover, languages, deaths and other things that forms forget."],
  ["env", "Readiness", "One very large record."],
];

/** All presets, in the order in which they are offered. */
export const presets: readonly MessPreset[] = [
  ...general,
  ...roles.map(([role, label]) => ({
    id: `role-${role}`,
    label,
    says: `Mess in the fields that ${label.toLowerCase()} looks after.`,
    group: "role" as const,
  })),
  ...packs.map(([pack, label, says]) => ({
    id: `pack-${pack}`,
    label,
    says,
    group: "pack" as const,
  })),
];

/** The operators that a preset picks by name; null for one that is no list, or unknown. */
export function operatorsOfPreset(id: string): readonly string[] | null {
  if (id === "duplicate-ladder") return ladder;
  if (id === "update-loop") {
    return messOperators.filter(({ later }) => later !== null).map((operator) => operator.id);
  }
  const [, kind = "", name = ""] = /^(role|pack)-(.+)$/.exec(id) ?? [];
  if (kind === "pack") return packOperators[name]?.trim().split(/\s+/) ?? null;
  if (kind !== "role" || !roles.some(([role]) => role === name)) return null;
  return messOperators
    .filter(({ targets }) => targets.some((field) => fieldById(field)?.role === name))
    .map((operator) => operator.id);
}
