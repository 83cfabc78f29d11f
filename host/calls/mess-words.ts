import type { MessFamily } from "../../core/mess/operator.ts";

/** How the screens speak of a family of mess. */
export const messFamilyWords: Readonly<Record<MessFamily, { label: string; says: string }>> = {
  typo: { label: "Typing slips", says: "The slips of a second person who types the same record." },
  name: {
    label: "Names",
    says: "Apostrophes, accents, particles: names as people really have them.",
  },
  identity: { label: "Who is who", says: "Twins, merged charts and people with several numbers." },
  date: { label: "Dates and times", says: "Dates that can be read two ways, or do not exist." },
  address: { label: "Addresses", says: "Long, rural, foreign and missing addresses." },
  contact: {
    label: "Phone and e-mail",
    says: "Extensions, country codes and notes in the number.",
  },
  identifier: { label: "Numbers", says: "Leading zeros, check digits and missing issuers." },
  relation: { label: "Family and consent", says: "Guardians, interpreters and who may see what." },
  insurance: { label: "Insurance", says: "Several insurers, odd payers, cover that has ended." },
  clinical: {
    label: "Medicines and clinical",
    says: "Decimal doses, units, codes with two meanings.",
  },
  scheduling: { label: "Appointments", says: "Cancelled, moved and double-booked visits." },
  missing: { label: "Missing and huge", says: "Values never asked for, refused or far too many." },
};

/** Presets of "Make patients". */
export const messPresets: readonly { id: string; label: string; says: string }[] = [
  {
    id: "coverage",
    label: "Every kind once",
    says: "Each kind of mess in each field that can carry it, at most four per patient.",
  },
  { id: "realistic", label: "Like a real clinic", says: "As often as it happens in real records." },
  { id: "smoke", label: "Quick look", says: "The silent-change test: five kinds that fail most." },
  { id: "none", label: "No mess", says: "Clean patients, for a control run." },
];
