import { phoneKinds } from "../../people/contact-values.ts";
import { type Acting, carrier, change, flag, type MessOperator } from "../operator.ts";
import { normalise, operator, reject, survive } from "../operator.ts";

const home = "patient.telecom.home";
const mobile = "patient.telecom.mobile";
const email = "patient.telecom.email";
const work = "patient.telecom.work";
const rank = "patient.telecom.rank";
const doNotContact = "privacy.do-not-contact";

/** A number of the range kept free for fiction that only this person has. */
function ownNumber(acting: Acting): string {
  return acting.making.numbers.phone(acting.making.index, phoneKinds.operator);
}

/** Family F: phone numbers and e-mail. They act on the cell phone too: the home phone changes in round 2. */
export const contactOperators: readonly MessOperator[] = [
  operator("contact", {
    id: "phone-extension",
    introduced: 12,
    layer: "structure",
    targets: [mobile, home],
    any: [normalise("AT-07")],
    exposes: "PHONE-MANGLE TRUNCATE DROP-ELEMENT",
    source: "S-19",
    says: "A phone number with an extension.",
    example: "617-555-0142 x 305",
    share: 0.05,
    apply: (acting) => [
      change(acting.target, "", `${ownNumber(acting)} x ${305 + (acting.variant % 600)}`),
    ],
  }),
  operator("contact", {
    id: "phone-plus-country",
    introduced: 31,
    layer: "structure",
    targets: [mobile, home],
    any: [normalise("AT-07")],
    exposes: "PHONE-MANGLE TRUNCATE PUNCT-STRIP",
    source: "S-19",
    says: "A phone number with its country, American or British.",
    example: "+44 20 7946 0018 · +1 617 555 0142",
    share: 0.03,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      // 020 7946 0000 … 0999 is the range of the British regulator for drama.
      const british = `+44 20 7946 0${String(numbers.blockSlot(index, "phone")).padStart(3, "0")}`;
      const american = `+1 ${ownNumber(acting).replaceAll("-", " ")}`;
      return [change(acting.target, "", acting.variant % 2 === 0 ? british : american)];
    },
  }),
  operator("contact", {
    id: "phone-format-mix",
    introduced: 32,
    layer: "form",
    targets: [mobile, home],
    any: [normalise("AT-07")],
    exposes: "PHONE-MANGLE",
    source: "S-19",
    says: "A phone number written in another way.",
    example: "(617)5550142 · 617.555.0142 · 6175550142",
    share: 0.3,
    apply: (acting) => {
      const [area, exchange, line] = ownNumber(acting).split("-");
      const forms = [
        `(${area})${exchange}${line}`,
        `${area}.${exchange}.${line}`,
        `${area}${exchange}${line}`,
      ];
      return [change(acting.target, "", carrier(forms, acting.variant))];
    },
  }),
  operator("contact", {
    id: "phone-text",
    introduced: 58,
    layer: "structure",
    targets: [mobile],
    any: [survive, reject],
    note: "as text, whole, or refused",
    exposes: "PHONE-MANGLE TRUNCATE DROP-ELEMENT",
    source: "S-9",
    says: "A remark in the box for the phone number.",
    example: "617-555-0142 (daughter, after 5)",
    share: 0.03,
    apply: (acting) => [
      change(
        mobile,
        "",
        `${ownNumber(acting)} ${carrier(["(daughter, after 5)", "ask for Sam"], acting.variant)}`,
      ),
    ],
  }),
  operator("contact", {
    id: "email-exotic",
    introduced: 33,
    layer: "form",
    targets: [email],
    any: [normalise("AT-09")],
    exposes: "PUNCT-STRIP CASE TRUNCATE OVERFLOW-BLANK",
    source: "S-1",
    says: "An e-mail address with a plus, an apostrophe or 64 characters before the @.",
    example: "ana+clinic@example.org",
    share: 0.02,
    apply: (acting) => {
      const token = acting.token(email);
      const forms = [
        `ana+${token}@example.org`,
        `O'Brien.${token}@example.org`,
        `${"a".repeat(54)}.${token}@Example.org`,
      ];
      return [change(email, "", carrier(forms, acting.variant))];
    },
  }),
  operator("contact", {
    id: "phone-vanity",
    introduced: 171,
    layer: "form",
    targets: [mobile],
    any: [flag, survive],
    note: "as text, whole, or flagged",
    exposes: "PHONE-MANGLE OVERFLOW-BLANK",
    source: "S-9",
    says: "A phone number with letters in the place of digits.",
    example: "1-800-555-01YY",
    share: 0.001,
    apply: (acting) => {
      const [area, exchange, line = ""] = ownNumber(acting).split("-");
      const letters = carrier(["YY", "WY", "XA"], acting.variant);
      return [change(mobile, "", `1-${area}-${exchange}-${line.slice(0, 2)}${letters}`)];
    },
  }),
  operator("contact", {
    id: "phone-many",
    introduced: 172,
    targets: [mobile],
    beside: [home, work, rank],
    any: [survive],
    note: "each with its rank",
    exposes: "DROP-REPETITION LIST-REORDER CROSS-FIELD",
    source: "S-12",
    says: "Six phone numbers, in the order in which to try them.",
    example: "home, cell and work, two of each",
    share: 0.08,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const phone = (which: keyof typeof phoneKinds): string =>
        numbers.phone(index, phoneKinds[which]);
      const british = `+44 20 7946 0${String(numbers.blockSlot(index, "phone")).padStart(3, "0")}`;
      return [
        change(mobile, "mobile-2", phone("second")),
        change(home, "home-2", british),
        change(work, "", phone("work")),
        change(work, "work-2", phone("third")),
        ...["mobile", "home", "work", "mobile-2", "home-2", "work-2"].map((entry, at) =>
          change(rank, entry, String(1 + ((at + acting.variant) % 6))),
        ),
      ];
    },
  }),
  operator("contact", {
    id: "phone-do-not-call",
    introduced: 173,
    targets: [doNotContact],
    any: [survive],
    note: "the mark stays with the number",
    exposes: "DROP-ELEMENT VISIBILITY",
    source: "S-13",
    says: "A patient who must not be called, nor spoken to by machine.",
    example: "do not call, no voicemail",
    share: 0.02,
    apply: () => [change(doNotContact, "", "true")],
  }),
  operator("contact", {
    id: "email-declined",
    introduced: 174,
    targets: [email],
    any: [flag],
    note: "absent with a reason would be right",
    exposes: "DEFAULT-INJECT NULL-SEMANTICS WRONG-MERGE",
    source: "S-9",
    says: "An e-mail address that somebody made up because the box must be filled.",
    example: "none@example.org, declined@example.com",
    share: 0.05,
    apply: (acting) => [
      change(
        email,
        "",
        carrier(["none@example.org", "declined@example.com", "na@example.org"], acting.variant),
      ),
    ],
  }),
];
