import { address, asFirst, family } from "../clusters.ts";
import { operator, survive, type MessOperator } from "../operator.ts";

const mobile = "patient.telecom.mobile";
const email = "patient.telecom.email";

/** What several people of a household share. */
export const sharedContactOperators: readonly MessOperator[] = [
  operator("contact", {
    id: "phone-shared",
    introduced: 305,
    layer: "structure",
    targets: [mobile],
    beside: [family, ...address],
    any: [survive],
    note: "as five charts",
    exposes: "WRONG-MERGE SILENT-MATCH",
    source: "S-3",
    says: "A family of five with one address and one cell phone.",
    example: "five charts, one number",
    share: 0.2,
    cluster: { members: 5, same: false, agrees: "weak" },
    apply: (acting) => asFirst(acting, [mobile, family, ...address]),
  }),
  operator("contact", {
    id: "email-shared",
    introduced: 306,
    layer: "structure",
    targets: [email],
    beside: [family],
    any: [survive],
    note: "as three charts",
    exposes: "WRONG-MERGE DUP-CREATE",
    source: "S-3",
    says: "One e-mail address for mother, father and child.",
    example: "three charts, one address",
    share: 0.1,
    cluster: { members: 3, same: false, agrees: "weak" },
    apply: (acting) => asFirst(acting, [email, family]),
  }),
];
