import type { MessPreset } from "../../core/mess/presets.ts";
import type { MessFamily } from "../../core/mess/operator.ts";

interface FamilyWords {
  readonly label: string;
  /** For the head of a narrow column. */
  readonly short: string;
  readonly says: string;
  /** What to ask whom, looking at the other system. */
  readonly ask: { readonly who: string; readonly question: string };
}

/** How the screens speak of a family of mess. */
export const messFamilyWords: Readonly<Record<MessFamily, FamilyWords>> = {
  typo: {
    label: "Typing slips",
    short: "Typing slips",
    says: "The slips of a second person who types the same record. Nobody may join or split charts because of them without a person looking.",
    ask: { who: "Ask the front desk", question: "Does the slip stand as it was typed?" },
  },
  name: {
    label: "Names and accents",
    short: "Names, accents",
    says: "Many systems were built for plain A–Z. An apostrophe, a hyphen or an accent is often swapped, dropped or turned into ? without a word, and the patient can no longer be found by name.",
    ask: {
      who: "Ask the front desk",
      question: "Can you find her when you type the name as she writes it?",
    },
  },
  identity: {
    label: "Look-alike people",
    short: "Look-alikes",
    says: "Twins, merged charts and people with several numbers. Two people in one chart, or one person with two, is found only by looking.",
    ask: { who: "Ask the front desk", question: "How many charts does this person have?" },
  },
  date: {
    label: "Dates that can flip",
    short: "Flip dates",
    says: "Dates that can be read two ways, or do not exist. A time zone moves a birthday by a day, and nobody sees it.",
    ask: { who: "Ask the front desk", question: "Which day, month and year stand on the screen?" },
  },
  address: {
    label: "Long and odd addresses",
    short: "Long address",
    says: "Long, rural, foreign and missing addresses. What is too long is cut, and the flat number goes with it.",
    ask: { who: "Ask the front desk", question: "Would a letter reach the patient?" },
  },
  contact: {
    label: "Phones and e-mail",
    short: "Phones, e-mail",
    says: "Extensions, country codes and notes in the number. Tidied numbers are fine while they still ring at the same place.",
    ask: { who: "Ask the front desk", question: "Would you reach the patient with this number?" },
  },
  identifier: {
    label: "Record numbers",
    short: "Record no.",
    says: "Leading zeros, check digits and missing issuers. A number that was tidied belongs to somebody else.",
    ask: { who: "Ask the front desk", question: "Do you find the chart by the old paper number?" },
  },
  relation: {
    label: "Family and consent",
    short: "Family, consent",
    says: "Guardians, blended families, interpreters and who may see what. What is dropped here is seen by the wrong people.",
    ask: { who: "Ask privacy", question: "Who can open this chart, and who signs for it?" },
  },
  insurance: {
    label: "Insurance puzzles",
    short: "Insurance",
    says: "Several insurers, odd payers, cover that has ended. A card without a subscriber must not become somebody else's.",
    ask: { who: "Ask billing", question: "Would you bill the right payer, in the right order?" },
  },
  clinical: {
    label: "Clinical details",
    short: "Clinical",
    says: "Decimal doses, units, codes with two meanings and allergies without a code. A lost point makes ten times the dose.",
    ask: { who: "Ask the nurse", question: "Is this the dose, the drug and the allergy we sent?" },
  },
  scheduling: {
    label: "Visits and scheduling",
    short: "Visits",
    says: "Cancelled, moved and double-booked visits. A status that is flattened fills the waiting room or empties it.",
    ask: {
      who: "Ask the front desk",
      question: "Does the visit stand where and how it was booked?",
    },
  },
  missing: {
    label: "Missing and very long",
    short: "Missing, long",
    says: "Values never asked for, refused, or far too long. Unknown, empty and not sent are three different answers.",
    ask: { who: "Ask the nurse", question: "Does the screen say that it is not known?" },
  },
};

/** How often a kind of mess stands in real records: "3 in 100 patients". */
export function rateWords(share: number | null): string {
  if (share === null) return "only when chosen";
  for (const among of [100, 1000, 10_000, 100_000]) {
    const count = Math.round(share * among);
    if (share * among >= 0.95)
      return `${count.toLocaleString("en-US")} in ${among.toLocaleString("en-US")} patients`;
  }
  return "very rare";
}

/** The groups in which the presets are listed. */
export const presetGroupWords: Readonly<Record<MessPreset["group"], string>> = {
  general: "Whole records",
  role: "For a role",
  pack: "For a pack of scenarios",
};
