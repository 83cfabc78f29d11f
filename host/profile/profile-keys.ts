import { profileJsonSchema } from "../../api/profile.ts";

type Schema = Readonly<Record<string, unknown>>;

function schemasIn(value: unknown): Schema[] {
  // JSON Schema made by zod: plain objects.
  if (Array.isArray(value)) return value.flatMap(schemasIn);
  return typeof value === "object" && value !== null ? [value as Schema] : [];
}

function stepInto(schema: Schema, step: string | number): Schema[] {
  const branches = [...schemasIn(schema["anyOf"]), ...schemasIn(schema["oneOf"])];
  const deeper = branches.flatMap((branch) => stepInto(branch, step));
  if (typeof step === "number") return [...deeper, ...schemasIn(schema["items"])];
  const properties = schemasIn(schema["properties"])[0] ?? {};
  const own = properties[step] ?? schema["additionalProperties"];
  return [...deeper, ...schemasIn(own)];
}

/** The keys that a profile may have at a path, over all its adapters. */
export function knownKeysAt(path: readonly (string | number)[]): string[] {
  let here: Schema[] = schemasIn(profileJsonSchema());
  for (const step of path) here = here.flatMap((schema) => stepInto(schema, step));
  const keys = (schema: Schema): string[] => [
    ...Object.keys(schemasIn(schema["properties"])[0] ?? {}),
    ...[...schemasIn(schema["anyOf"]), ...schemasIn(schema["oneOf"])].flatMap(keys),
  ];
  return [...new Set(here.flatMap(keys))];
}
