import { faker as de } from "@faker-js/faker/locale/de";
import { faker as enUs } from "@faker-js/faker/locale/en_US";
import { faker as es } from "@faker-js/faker/locale/es";
import { faker as esMx } from "@faker-js/faker/locale/es_MX";
import { faker as fr } from "@faker-js/faker/locale/fr";
import { faker as it } from "@faker-js/faker/locale/it";
import { faker as pl } from "@faker-js/faker/locale/pl";
import { faker as ptBr } from "@faker-js/faker/locale/pt_BR";
import { faker as vi } from "@faker-js/faker/locale/vi";
import type { Draw } from "./draw.ts";

type Faker = typeof enUs;

const fakers: Readonly<Record<string, Faker>> = {
  "en-US": enUs,
  "es-MX": esMx,
  "es-ES": es,
  "de-DE": de,
  "fr-FR": fr,
  "it-IT": it,
  "pl-PL": pl,
  "pt-BR": ptBr,
  "vi-VN": vi,
};

/** Locales whose names can be drawn, as BCP 47 tags. */
export const localeTags: readonly string[] = Object.keys(fakers);

/**
 * Where names of a locale come from. One generator per locale serves all people: it has no state
 * of its own, `use` hands it the named stream that the next draws come from.
 */
export interface NameSource {
  use(draw: Draw): Faker;
}

/** The name source of a locale tag. Throws for a tag that `localeTags` does not list. */
export function nameSource(tag: string): NameSource {
  const known = sources.get(tag);
  if (known !== undefined) return known;
  const locale = fakers[tag];
  if (locale === undefined) throw new Error(`No names are known for the locale "${tag}".`);
  let current: Draw | null = null;
  const randomizer = {
    next: (): number => {
      if (current === null) throw new Error("A name was drawn outside a named stream.");
      return current.fraction();
    },
    seed: (): never => {
      throw new Error("Names draw from named streams and are never seeded.");
    },
  };
  // The class is exported only by the package root, which loads all 77 locales; the locale modules
  // export instances of that very class.
  const FakerClass = locale.constructor as FakerConstructor;
  const source = new FakerClass({ locale: locale.rawDefinitions, randomizer });
  const made: NameSource = {
    use: (draw) => {
      current = draw;
      return source;
    },
  };
  sources.set(tag, made);
  return made;
}

type FakerConstructor = new (options: {
  readonly locale: Faker["rawDefinitions"];
  readonly randomizer: { next(): number; seed(seed: number | number[]): void };
}) => Faker;

const sources = new Map<string, NameSource>();
