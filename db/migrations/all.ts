import type { Migration } from "./migration.ts";
import { foundation } from "./0001-foundation.ts";

/** Every migration, in order, without a gap. A released one is never edited. */
export const migrations: readonly Migration[] = [foundation];
