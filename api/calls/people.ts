import { z } from "zod";
import { query } from "../call.ts";

/** Everything that decides who is made. Same choice, same bytes. */
export const peopleChoice = z.strictObject({
  seed: z.string().min(1).max(200),
  count: z.number().int().min(1).max(500),
  /** A preset or `FAMILY,OPERATOR,…`, as on the command line. */
  mess: z.string().min(1).max(4000),
});
export type PeopleChoice = z.infer<typeof peopleChoice>;

/** One value that was made messy on purpose. */
export const plantedMess = z.strictObject({
  field: z.string(),
  label: z.string(),
  entry: z.string(),
  operators: z.array(z.string()),
  clean: z.string().nullable(),
  messy: z.string().nullable(),
  /** "must arrive unchanged", … */
  expected: z.string(),
});

export const madePerson = z.strictObject({
  id: z.string(),
  index: z.number(),
  name: z.string(),
  born: z.string(),
  mrn: z.string(),
  control: z.boolean(),
  planted: z.array(plantedMess),
});

export const peopleCalls = {
  /** Makes people for the preview; nothing is stored or sent. */
  "people.preview": query(
    peopleChoice.extend({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({
      people: z.array(madePerson),
      /** Operator × field cells that these people cover. */
      coverage: z.strictObject({
        covered: z.number(),
        allowed: z.number(),
        operators: z.number(),
        operatorsAllowed: z.number(),
      }),
      controls: z.number(),
    }),
  ),
  "people.person": query(
    peopleChoice.extend({ index: z.number().int().min(0) }),
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
      /** The transaction Bundle, indented for reading. */
      fhir: z.string(),
    }),
  ),
  /** A recipe number nobody has used: for the "new" button. */
  "people.newSeed": query(z.strictObject({}), z.strictObject({ seed: z.string() })),
};
