import { dateText } from "../../people/civil-date.ts";
import { birthDate, marital } from "../clusters.ts";
import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

/** Access, consent and contacts that end, and records under a label. */
export const accessEndsOperators: readonly MessOperator[] = [
  operator("relation", {
    id: "ped-turns-18",
    introduced: 309,
    layer: "structure",
    targets: ["proxy.until"],
    beside: [birthDate, marital, "proxy.name", "proxy.scope"],
    any: [survive],
    note: "the parent's access ends that day",
    exposes: "LOST-UPDATE VISIBILITY LATE",
    source: "S-2 S-13",
    says: "A patient who turns 18 tomorrow: from then on the parents may no longer look.",
    example: "access until the birthday",
    apply: (acting) => {
      const birthday = dateText(acting.making.numbers.today + 1);
      const [year = "", month = "", day = ""] = birthday.split("-");
      const born = `${String(Number(year) - 18)}-${month}-${month === "02" && day === "29" ? "28" : day}`;
      const parent = carrier(["Ortiz", "Fisher"], acting.variant);
      return [
        change(birthDate, "", born),
        change(marital, "", "S"),
        change("proxy.name", "proxy-1", parent + acting.token("proxy.name", "proxy-1")),
        change("proxy.scope", "proxy-1", "all"),
        change("proxy.until", "proxy-1", birthday),
      ];
    },
  }),
  operator("relation", {
    id: "contact-ended",
    introduced: 365,
    targets: ["contact.end"],
    any: [survive],
    note: "as ended",
    exposes: "DROP-ELEMENT VISIBILITY STATUS-FLATTEN",
    source: "S-13",
    says: "A person to call who no longer is one.",
    example: "valid until last month",
    share: 0.03,
    apply: (acting) => [
      change("contact.end", "contact-1", dateText(acting.making.numbers.today - 38 - 3)),
    ],
  }),
  operator("relation", {
    id: "consent-withdrawn",
    introduced: 366,
    targets: ["consent.status"],
    any: [survive],
    note: "never as given",
    exposes: "STATUS-FLATTEN LOST-UPDATE DEFAULT-INJECT",
    source: "S-13",
    says: "A consent that was taken back, or refused.",
    example: "inactive · rejected",
    share: 0.02,
    apply: (acting) => [
      change("consent.status", "consent-1", carrier(["inactive", "rejected"], acting.variant)),
    ],
  }),
  operator("relation", {
    id: "label-sensitive",
    introduced: 367,
    targets: ["record.security-label"],
    any: [survive],
    note: "on the record and all its parts",
    exposes: "DROP-ELEMENT VISIBILITY",
    source: "S-13 S-20",
    says: "A record under a label: only some may read it.",
    example: "PSY, ETH, HIV",
    share: 0.01,
    apply: (acting) => [
      change("record.security-label", "", carrier(["PSY", "ETH", "HIV"], acting.variant)),
    ],
  }),
];
