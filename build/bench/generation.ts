import { Faker, en } from "@faker-js/faker";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";
import { type Figure, sideBySide } from "../figure.ts";

/** Making people, beside bare faker objects with as many values. */
export async function figures(): Promise<readonly Figure[]> {
  const count = 200;
  let values = 0;
  for (let index = 0; index < count; index++)
    values += makePerson(benchPeople, index).chart.values.length;
  const each = Math.round(values / count);
  return [
    await sideBySide({
      name: "generation",
      unit: `ms per 1000 people of ${each} values`,
      peerName: "bare @faker-js/faker objects of the same size",
      perMs: 1000 / count,
      rounds: 7,
      ours: () => {
        for (let index = 0; index < count; index++) makePerson(benchPeople, index);
      },
      peer: () => {
        const faker = new Faker({ locale: en });
        faker.seed(42);
        for (let index = 0; index < count; index++) bareObject(faker, each);
      },
    }),
  ];
}

/** What one would write without us: an object filled by faker, value by value. */
function bareObject(faker: Faker, size: number): Record<string, string> {
  const made: Record<string, string> = {};
  for (let at = 0; at < size; at++) made[`value-${at}`] = makers[at % makers.length]?.(faker) ?? "";
  return made;
}

const refDate = "2026-01-15T00:00:00Z";
const makers: readonly ((faker: Faker) => string)[] = [
  (faker) => faker.person.lastName(),
  (faker) => faker.person.firstName(),
  (faker) => faker.date.birthdate({ refDate }).toISOString().slice(0, 10),
  (faker) => faker.location.streetAddress(),
  (faker) => faker.location.city(),
  (faker) => faker.location.zipCode(),
  (faker) => faker.phone.number(),
  (faker) => faker.internet.email(),
  (faker) => faker.string.numeric(7),
  (faker) => faker.number.float({ min: 0, max: 100, fractionDigits: 2 }).toString(),
  (faker) => faker.helpers.arrayElement(["active", "inactive", "resolved"]),
  (faker) => faker.lorem.words(3),
];
