import type { Field, FieldId } from "../../catalogue/field.ts";
import { fields, fieldsOfList } from "../../catalogue/fields.ts";
import { quoted } from "./recogniser.ts";
import type { Recogniser, ValuePair } from "./recogniser.ts";

/** Fields that stand beside one in a record: of its list, or of its group where it is in none. */
function neighbours(field: Field): readonly FieldId[] {
  const all =
    field.list === null
      ? fields.filter((other) => other.list === null && other.group === field.group)
      : fieldsOfList(field.list);
  return all.filter((other) => other !== field && other.place === "own").map(({ id }) => id);
}

function isJoinable(field: Field): boolean {
  return /^text/u.test(field.form);
}

/** What stands between two values that were glued together, at most: ", ", " since ". */
const longestSeparator = 8;

function joined({ field, source, target, sourceSibling }: ValuePair) {
  if (target.length <= source.length) return [];
  return neighbours(field).flatMap((id) => {
    const other = sourceSibling(id);
    if (other === null || other === source || other.length < 2) return [];
    const between = target.length - source.length - other.length;
    if (between < 0 || between > longestSeparator) return [];
    return [
      ...(target.startsWith(source) && target.endsWith(other)
        ? [
            {
              with: id,
              separator: target.slice(source.length, source.length + between),
              first: "own",
            },
          ]
        : []),
      ...(target.startsWith(other) && target.endsWith(source)
        ? [
            {
              with: id,
              separator: target.slice(other.length, other.length + between),
              first: "other",
            },
          ]
        : []),
    ];
  });
}

/** Values that ran into each other (faults.md 4.1 and 4.6). */
export const joinRecognisers: readonly Recogniser[] = [
  {
    id: "CONCAT",
    cost: 0.9,
    agree: ["with", "separator"],
    applies: isJoinable,
    propose: joined,
    simulate: (_params, _source, { target }) => target,
    why: (params, source, target) =>
      `It was glued together with ${String(params["with"])}: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "OVERFLOW-SPILL",
    cost: 1.2,
    agree: ["n", "into"],
    applies: isJoinable,
    propose: ({ field, source, target, sourceSibling, targetSibling }) => {
      if (target.length < 3 || !source.startsWith(target)) return [];
      const rest = source.slice(target.length).trim();
      return neighbours(field)
        .filter((id) => {
          const [before, now] = [sourceSibling(id), targetSibling(id)?.trim()];
          if (now === undefined || now === before) return false;
          // One letter begins many values: it is the rest where it alone fills an empty box.
          return rest.length < 2 ? before === null && now === rest : now.startsWith(rest);
        })
        .map((id) => ({ n: Array.from(target).length, into: id }));
    },
    simulate: (_params, _source, { target }) => target,
    why: (params, source) =>
      `The end of ${quoted(source)} ran into ${String(params["into"])} after ${String(params["n"])} characters.`,
  },
];
