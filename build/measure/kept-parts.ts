import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { nameOfPart } from "./measure-part.ts";
import type { MeasureSettings, Part, PartResult } from "./measure-part.ts";

/** The folder holds what another measure made. */
export class OtherMeasure extends Error {}

/** Results of parts, one file each where a folder is given, so that a measure may be gone on with. */
export class KeptParts {
  readonly #folder: string | null;
  readonly #made = new Map<string, PartResult>();

  /** Throws OtherMeasure where the folder was begun with other settings. */
  constructor(folder: string | null, settings: MeasureSettings) {
    this.#folder = folder;
    if (folder === null) return;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "settings.json");
    const text = JSON.stringify({ catalogue: catalogueVersion, ...settings });
    if (existsSync(file) && readFileSync(file, "utf8") !== text) {
      throw new OtherMeasure(`${folder} holds a measure with other settings.`);
    }
    writeFileSync(file, text);
  }

  has(part: Part): boolean {
    return this.of(part) !== null;
  }

  of(part: Part): PartResult | null {
    const name = nameOfPart(part);
    const made = this.#made.get(name);
    if (made !== undefined || this.#folder === null) return made ?? null;
    const file = join(this.#folder, `${name}.json`);
    if (!existsSync(file)) return null;
    // Written below.
    const read = JSON.parse(readFileSync(file, "utf8")) as PartResult;
    this.#made.set(name, read);
    return read;
  }

  keep(part: Part, result: PartResult): void {
    const name = nameOfPart(part);
    this.#made.set(name, result);
    if (this.#folder === null) return;
    // A file is whole or not there.
    const file = join(this.#folder, `${name}.json`);
    writeFileSync(`${file}.part`, JSON.stringify(result));
    renameSync(`${file}.part`, file);
  }
}
