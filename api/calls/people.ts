import { z } from "zod";
import { command, query } from "../call.ts";

/** More people than this are made on the command line. */
export const mostPeople = 5000;

/** A saved set has the records of at most so many people inside; its recipe alone makes any number. */
export const mostRecords = 2000;

/** Everything that decides who is made. Same choice, same bytes. */
export const peopleChoice = z.strictObject({
  seed: z.string().min(1).max(200),
  count: z.number().int().min(1).max(mostPeople),
  /** A preset or `FAMILY,OPERATOR,…`, as on the command line. */
  mess: z.string().min(1).max(8000),
  /** The civil date that "today" means in the people. */
  referenceDate: z.string().regex(/^\d{4}-\d\d-\d\d$/, "a date such as 2026-01-15"),
  /** Where names come from, BCP 47 tags. */
  locales: z.array(z.string().min(2).max(20)).min(1).max(20),
  /** An imported set whose people are taken as they are; null where they are made from the rest. */
  set: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type PeopleChoice = z.infer<typeof peopleChoice>;

/** One value that was made messy on purpose. */
export const plantedMess = z.strictObject({
  field: z.string(),
  label: z.string(),
  entry: z.string(),
  operators: z.array(z.string()),
  /** What the operators do, a sentence each. */
  says: z.array(z.string()),
  clean: z.string().nullable(),
  messy: z.string().nullable(),
  /** "must arrive unchanged", … */
  expected: z.string(),
});

/** A value of a list: the text, or why there is none. */
const shownCell = z.strictObject({
  field: z.string(),
  value: z.string().nullable(),
  absent: z.string().nullable(),
});

export const madePerson = z.strictObject({
  id: z.string(),
  index: z.number(),
  name: z.string(),
  family: shownCell,
  given: shownCell,
  born: shownCell,
  mrn: shownCell,
  control: z.boolean(),
  planted: z.array(plantedMess),
  /** People who belong together: twins, one household, charts to be merged. */
  cluster: z
    .strictObject({
      id: z.string(),
      operator: z.string(),
      says: z.string(),
      /** From 1. */
      member: z.number(),
      people: z.array(z.string()),
      /** What is true of this person and each of the others, and what may become of them. */
      truth: z.array(z.strictObject({ with: z.string(), says: z.string() })),
    })
    .nullable(),
});

/** Operator × field cells. Those that the connection cannot carry are counted apart. */
const cellCounts = {
  covered: z.number(),
  possible: z.number(),
  notTestable: z.number(),
} as const;

export const messageFormat = z.enum(["fhir", "hl7", "csv"]);
export type MessageFormat = z.infer<typeof messageFormat>;

const ofPerson = peopleChoice.extend({ index: z.number().int().min(0) });

export const peopleCalls = {
  /** The choice as it was left, and what may be chosen. */
  "people.choice": query(
    z.strictObject({}),
    z.strictObject({
      choice: peopleChoice,
      /** Where the record numbers come from. */
      reserved: z.strictObject({ system: z.string(), from: z.string(), to: z.string() }),
      referenceDate: z.string(),
      locales: z.array(z.strictObject({ tag: z.string(), label: z.string() })),
      /** A folder of this computer's user, to begin a path with. */
      folder: z.string(),
      /** The imported set in use. */
      imported: z
        .strictObject({
          catalogue: z.string(),
          /** Made anew by the recipe, or kept as an older catalogue made them. */
          from: z.enum(["recipe", "records"]),
          /** The fingerprint of all charts. */
          sha256: z.string(),
        })
        .nullable(),
    }),
  ),
  /** Keeps a choice, also over a restart. */
  "people.choose": command(peopleChoice, z.strictObject({})),
  /** Makes people for the preview; nothing is stored or sent. */
  "people.preview": query(
    peopleChoice.extend({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({ people: z.array(madePerson), total: z.number(), controls: z.number() }),
  ),
  /** What the people of a choice cover of what it can plant, over the connection in use. */
  "people.coverage": query(
    peopleChoice,
    z.strictObject({
      ...cellCounts,
      /** The connection in use; null = none yet, everything counts as testable. */
      connection: z.strictObject({ name: z.string(), format: z.string() }).nullable(),
      /** How many people carry each cell once; null where shares decide, or the set is imported. */
      needed: z.number().nullable(),
      /** Operators that the choice may plant, with how many of the people carry each. */
      operators: z.array(z.strictObject({ id: z.string(), people: z.number(), ...cellCounts })),
      families: z.array(z.strictObject({ id: z.string(), people: z.number(), ...cellCounts })),
      /** Families × parts of a record; cells that do not apply are left out. */
      groups: z.array(z.strictObject({ id: z.string(), label: z.string() })),
      map: z.array(z.strictObject({ family: z.string(), group: z.string(), ...cellCounts })),
      /** Why cells are not testable here. */
      reasons: z.array(z.strictObject({ says: z.string(), cells: z.number() })),
    }),
  ),
  "people.person": query(
    ofPerson,
    z.strictObject({
      person: madePerson,
      chart: z.array(
        z.strictObject({
          group: z.string(),
          field: z.string(),
          label: z.string(),
          entry: z.string(),
          value: z.string().nullable(),
          absent: z.string().nullable(),
        }),
      ),
      /** What was asked for and could not act, with the reason. */
      notApplied: z.array(z.strictObject({ id: z.string(), says: z.string(), why: z.string() })),
    }),
  ),
  /** A person as it would be sent, with the places of the mess. */
  "people.message": query(
    ofPerson.extend({ format: messageFormat }),
    z.strictObject({
      /** One text; in CSV one a file. */
      parts: z.array(
        z.strictObject({
          name: z.string(),
          /** The text as it is read: JSON with line breaks, else as it is sent. */
          text: z.string(),
          /** The text as it is sent; null where that is `text`. */
          sent: z.string().nullable(),
          bytes: z.number(),
          reformatted: z.boolean(),
          /** Only the beginning is shown. */
          cut: z.boolean(),
          /** UTF-16 offsets into `text`, and which planted value (index) stands there. */
          marks: z.array(
            z.strictObject({ start: z.number(), end: z.number(), planted: z.number() }),
          ),
        }),
      ),
      /** Values that do not travel by this format. */
      cannotTravel: z.array(
        z.strictObject({
          label: z.string(),
          entry: z.string(),
          value: z.string().nullable(),
          why: z.string(),
          planted: z.boolean(),
        }),
      ),
    }),
  ),
  /** Writes a person as a file (CSV: a folder of files), to the byte as it would be sent. */
  "people.saveMessage": command(
    ofPerson.extend({
      format: z.enum(["chart", "fhir", "hl7", "csv"]),
      path: z.string().min(1).max(4000),
      /** Whether a file that is there is written over. */
      replace: z.boolean(),
    }),
    z.strictObject({ path: z.string(), files: z.number() }),
  ),
  /**
   * Saves the people of a choice as one file, to be used again elsewhere. `records`: with every record
   * inside, so that the set stays usable when the catalogue has moved on.
   */
  "people.exportSet": command(
    peopleChoice.extend({
      path: z.string().min(1).max(4000),
      records: z.boolean(),
      replace: z.boolean(),
    }),
    z.strictObject({
      path: z.string(),
      bytes: z.number(),
      people: z.number(),
      /** The fingerprint of all charts. */
      sha256: z.string(),
    }),
  ),
  /** Takes the people of a saved set, once they are proven to be those that were saved. */
  "people.importSet": command(
    z.strictObject({ path: z.string().min(1).max(4000) }),
    z.strictObject({ people: z.number(), catalogue: z.string(), sha256: z.string() }),
  ),
  /** A recipe number nobody has used: for the "new" button. */
  "people.newSeed": query(z.strictObject({}), z.strictObject({ seed: z.string() })),
};
