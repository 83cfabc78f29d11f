/** Who counted how often something happens: the keys that stand in brackets in an operator's `rate`. */
export const rateSources: readonly { readonly key: string; readonly source: string }[] = [
  {
    key: "FEBRL",
    source:
      "Febrl 0.4.2, data-set generator, default probabilities for fields that are already selected for an error: not how common an error is",
  },
  {
    key: "PP",
    source:
      "pseudopeople, documentation of column noise and row noise, default cell and token probabilities",
  },
  {
    key: "DAM64",
    source:
      "Damerau, A technique for computer detection and correction of spelling errors, Communications of the ACM 1964;7:171–6, as quoted in the Febrl generator",
  },
  {
    key: "JUST16",
    source:
      "Just, Marc, Munns and Sandefer, Perspectives in Health Information Management, spring 2016: 398,939 confirmed pairs of duplicates",
  },
  {
    key: "ADEL15",
    source:
      "Adelman et al., Pediatrics 2015;136:327–33, and the survey of 339 neonatal intensive care units quoted with it",
  },
  { key: "NCHS351", source: "NCHS Data Brief 351, twin births 2014–2018" },
  {
    key: "LESAR02",
    source: "Lesar, Annals of Pharmacotherapy 2002;36:1833–9, 200 tenfold prescribing errors",
  },
  {
    key: "DANTAS18",
    source:
      "Dantas et al., Health Policy 2018;122:412–21, systematic review of missed appointments",
  },
];
