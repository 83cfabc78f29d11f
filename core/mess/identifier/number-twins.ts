import { numberOfFirst } from "../clusters.ts";
import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

const otherSite = "patient.identifier.mrn-other-site";

/** Numbers of several people that look alike. */
export const numberTwinOperators: readonly MessOperator[] = [
  operator("identifier", {
    id: "id-truncation-twin",
    introduced: 326,
    layer: "structure",
    targets: [otherSite],
    any: [survive],
    note: "as two people",
    exposes: "TRUNCATE WRONG-MERGE",
    source: "S-3 S-11",
    says: "Two people whose numbers at the other site are alike in their first fifteen characters.",
    example: "ZZT123456789000-1 and ZZT123456789000-2",
    cluster: { members: 2, same: false, agrees: "weak" },
    apply: (acting) => {
      const ends = carrier(["AB", "CD"], acting.variant);
      const end = ends.charAt(acting.member);
      return [change(otherSite, "site-2", `${numberOfFirst(acting)}000${end}${end}77`)];
    },
  }),
];
