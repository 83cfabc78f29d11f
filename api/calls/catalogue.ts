import { z } from "zod";
import { query } from "../call.ts";

export const catalogueCalls = {
  "catalogue.fields": query(
    z.strictObject({}),
    z.strictObject({
      fields: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          group: z.string(),
          role: z.string(),
          criticality: z.string(),
          hl7: z.string().nullable(),
          fhir: z.string().nullable(),
        }),
      ),
    }),
  ),
  "catalogue.mess": query(
    z.strictObject({}),
    z.strictObject({
      families: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          says: z.string(),
          operators: z.array(
            z.strictObject({
              id: z.string(),
              says: z.string(),
              example: z.string(),
              expected: z.string(),
              fields: z.array(z.string()),
              exposes: z.array(z.string()),
            }),
          ),
        }),
      ),
      presets: z.array(z.strictObject({ id: z.string(), label: z.string(), says: z.string() })),
    }),
  ),
  "catalogue.faults": query(
    z.strictObject({}),
    z.strictObject({
      faults: z.array(
        z.strictObject({
          id: z.string(),
          family: z.string(),
          long: z.string(),
          short: z.string(),
          says: z.string(),
          probe: z.string(),
        }),
      ),
    }),
  ),
};
