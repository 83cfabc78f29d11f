import { codeSystems } from "../../people/clinical-tables.ts";
import { carrier, change, flag, type MessOperator, normalise, operator } from "../operator.ts";
import { removal, survive } from "../operator.ts";

const note = "result.note";

/** Illustrations of concepts that several codes of the other list could mean. */
const severalTargets = [
  { code: "239873007", words: "Osteoarthritis of knee" },
  { code: "65363002", words: "Otitis media" },
  { code: "193570009", words: "Cataract" },
] as const;

/** Family J: clinical content, doses apart. */
export const clinicalOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "dx-one-to-many",
    introduced: 6,
    targets: ["problem.code"],
    beside: ["problem.code-system", "problem.text"],
    any: [flag, normalise("AT-16")],
    note: "never a silent choice of one side or episode",
    exposes: "CODE-REMAP CODE-BROADEN CODE-DROP",
    source: "S-1",
    rate: "20 % of problems, our own weight",
    says: "A diagnosis that has several codes in the other list, by side or episode.",
    example: "SNOMED CT 239873007 Osteoarthritis of knee → M17.10, M17.11 or M17.12",
    share: 0.2,
    apply: (acting) => {
      const concept = severalTargets[acting.variant % severalTargets.length] ?? severalTargets[0];
      return [
        change("problem.code", "dx-1", concept.code),
        change("problem.code-system", "dx-1", codeSystems.snomed),
        change("problem.text", "dx-1", `${concept.words} ${acting.token("problem.text", "dx-1")}`, [
          survive,
        ]),
      ];
    },
  }),
  operator("clinical", {
    id: "dx-dot-missing",
    introduced: 70,
    targets: ["problem.code"],
    beside: ["problem.code-system", "problem.text"],
    any: [normalise("AT-26")],
    exposes: "PUNCT-STRIP CODE-VERSION CODE-REMAP",
    source: "S-19",
    says: "A diagnosis code without its dot.",
    example: "E119 for E11.9",
    share: 0.05,
    apply: (acting) => [
      change("problem.code", "dx-1", carrier(["E119", "M545", "J449"], acting.variant)),
      change("problem.code-system", "dx-1", codeSystems.icd10cm, [survive]),
      change(
        "problem.text",
        "dx-1",
        `${carrier(["Type 2 diabetes", "Low back pain", "COPD"], acting.variant)} ${acting.token("problem.text", "dx-1")}`,
        [survive],
      ),
    ],
  }),
  operator("clinical", {
    id: "allergy-unmapped-text",
    introduced: 71,
    targets: ["allergy.substance"],
    beside: ["allergy.code", "allergy.code-system", "allergy.none-known"],
    any: [flag],
    note: "the text is kept",
    exposes: "CODE-DROP DROP-RECORD TEXT-FOR-CODE",
    source: "S-9",
    says: "An allergy in the patient's own words, without a code.",
    example: "the red pill at St. Mary's – hives",
    share: 0.1,
    apply: (acting) => {
      const words = carrier(
        ["the red pill at St. Mary's – hives", "“strong soap” at the old clinic"],
        acting.variant,
      );
      const gone = ["allergy.code", "allergy.code-system", "allergy.none-known"];
      return [
        change(
          "allergy.substance",
          "al-1",
          `${words} ${acting.token("allergy.substance", "al-1")}`,
        ),
        ...gone
          .filter((field) => acting.text(field, "al-1") !== null)
          .map((field) => removal(field, "al-1", [survive])),
      ];
    },
  }),
  operator("clinical", {
    id: "allergy-refuted",
    introduced: 72,
    targets: ["allergy.verification"],
    any: [survive],
    note: "not shown as active",
    exposes: "STATUS-FLATTEN RESURRECT",
    source: "S-2",
    says: "An allergy that was looked into and found not to exist.",
    example: "refuted",
    share: 0.02,
    apply: () => [change("allergy.verification", "al-1", "refuted")],
  }),
  operator("clinical", {
    id: "med-lookalike",
    introduced: 73,
    targets: ["medication.name"],
    beside: ["medication.code"],
    any: [survive],
    exposes: "CODE-REMAP LIST-MISPAIR CASE",
    source: "S-12",
    says: "Two medicines with look-alike names on one patient, in mixed capitals.",
    example: "hydrALAZINE / hydrOXYzine",
    apply: (acting) => [
      change("medication.name", "rx-1", `hydrALAZINE ${acting.token("medication.name", "rx-1")}`),
      change("medication.code", "rx-1", "5470"),
      change("medication.name", "rx-2", `hydrOXYzine ${acting.token("medication.name", "rx-2")}`),
      change("medication.code", "rx-2", "5553"),
    ],
  }),
  operator("clinical", {
    id: "med-prn",
    introduced: 74,
    targets: ["medication.prn"],
    beside: ["medication.sig"],
    any: [survive],
    exposes: "BOOL-FLIP DROP-ELEMENT",
    source: "S-12",
    says: "A medicine to be taken only when needed.",
    example: "as needed for pain",
    share: 0.15,
    apply: (acting) => [
      change("medication.prn", "rx-2", "true"),
      change(
        "medication.sig",
        "rx-2",
        `By mouth as needed for pain ${acting.token("medication.sig", "rx-2")}`,
      ),
    ],
  }),
  operator("clinical", {
    id: "obx-comparator",
    introduced: 75,
    targets: ["result.value"],
    beside: ["result.flag"],
    any: [survive],
    exposes: "COMPARATOR-LOSS OVERFLOW-BLANK DROP-RECORD",
    source: "S-12",
    rate: "8 % of results, our own weight",
    says: "A result below or above what the laboratory can measure.",
    example: "<0.01 · >=600",
    share: 0.08,
    apply: (acting) => [
      change("result.value", "obs-1", carrier(["<0.01", ">=600"], acting.variant)),
      change("result.flag", "obs-1", carrier(["L", "H"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "note-delimiters",
    introduced: 76,
    targets: [note],
    any: [survive],
    exposes: "DELIM-SPLIT ESCAPE-LEAK ESCAPE-DOUBLE FIELD-SHIFT",
    source: "S-9",
    rate: "5 % of notes, our own weight",
    says: "A comment with the signs with which messages separate their fields.",
    example: "BP 120|80 ^ meds & labs ~ C:\\dir",
    share: 0.05,
    apply: (acting) => [
      change(note, "obs-1", `BP 120|80 ^ meds & labs ~ C:\\dir ${acting.token(note, "obs-1")}`),
    ],
  }),
  operator("clinical", {
    id: "note-multiline",
    introduced: 77,
    targets: [note],
    any: [normalise("AT-20")],
    exposes: "NEWLINE-LOSS DROP-SEGMENT ESCAPE-LEAK TRUNCATE",
    source: "S-9",
    rate: "60 % of notes, our own weight",
    says: "A comment of several lines with bullets.",
    example: "three lines, a tab, •",
    share: 0.6,
    apply: (acting) => [
      change(
        note,
        "obs-1",
        `First line\r\n• second\tline\n\nlast line ${acting.token(note, "obs-1")}`,
      ),
    ],
  }),
  operator("clinical", {
    id: "note-looks-like-escape",
    introduced: 78,
    targets: [note],
    any: [survive],
    exposes: "ESCAPE-DOUBLE ESCAPE-LEAK ENTITY-LEAK",
    source: "S-9",
    says: "Text that looks like a command of a message or a web page.",
    example: "\\T\\ \\X0D\\ &#39; %27",
    apply: (acting) => [
      change(note, "obs-1", `\\T\\ \\X0D\\ &#39; %27 ${acting.token(note, "obs-1")}`),
    ],
  }),
];
