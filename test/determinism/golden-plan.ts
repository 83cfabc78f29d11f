import { presets } from "../../core/mess/presets.ts";

export const goldenFormats = ["chart", "expectations", "fhir", "hl7", "csv"] as const;
export type GoldenFormat = (typeof goldenFormats)[number];

/** People are hashed in blocks, so that processes in several zones can share the work. */
export const blockSize = 100;

/** How many blocks of each preset have golden hashes: ten thousand people where all mess is in turn. */
export const goldenBlocks: Readonly<Record<string, number>> = Object.fromEntries(
  presets.map(({ id }) => [id, id === "coverage" ? 100 : 1]),
);

export interface Golden {
  /** Version of the catalogue whose bytes these are; empty before the first one. */
  readonly catalogue: string;
  /** SHA-256 over the SHA-256 of the blocks, by preset and format. */
  readonly presets: Readonly<Record<string, Readonly<Record<GoldenFormat, string>>>>;
}
