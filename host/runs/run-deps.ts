import type { Workspace } from "../../db/stores.ts";
import type { SecretSource } from "../profile/secrets.ts";

/** What the runner needs of the world. */
export interface RunDeps {
  readonly workspace: Workspace;
  readonly secrets: SecretSource;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Who works on the run, for the lease: `command line`, `Crosschart window`. */
  readonly owner: string;
}
