import type { Migration } from "./migration.ts";
import { foundation } from "./0001-foundation.ts";
import { probe } from "./0002-probe.ts";
import { rule } from "./0003-rule.ts";

/** Every migration, in order, without a gap. A released one is never edited. */
export const migrations: readonly Migration[] = [foundation, probe, rule];
