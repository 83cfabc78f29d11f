import { providers } from "./clinic-tables.ts";
import { diagnoses, labTests } from "./clinical-tables.ts";
import { entryKinds } from "./entry-kinds.ts";
import { type Making, withWord } from "./making.ts";

/** One order for the laboratory, of the visit. */
export function putOrder(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "ord-1";
  const test = making.draw("order.code", entry).pick(labTests);
  draft.put("order.code", entry, test.code);
  draft.put("order.placer-number", entry, numbers.entryId(index, entryKinds.order, 1));
  draft.put("order.filler-number", entry, numbers.entryId(index, entryKinds.orderFiller, 1));
  draft.put(
    "order.status",
    entry,
    making.draw("order.status", entry).pick(["active", "completed"]),
  );
  draft.put(
    "order.priority",
    entry,
    making.draw("order.priority", entry).pick(["routine", "urgent", "stat"]),
  );
  draft.put("order.provider", entry, making.draw("order.provider", entry).pick(providers));
  const words = making
    .draw("order.note", entry)
    .pick(["Fasting", `${test.words} before breakfast`]);
  draft.put("order.note", entry, withWord(words, making.token("order.note", entry)));
  draft.put("order.reason", entry, making.draw("order.reason", entry).pick(diagnoses).icd10);
  const visit = draft.text("encounter.number", "enc-1");
  if (visit !== null) draft.put("order.encounter", entry, visit);
}

/** One charge for a service; the procedure code is a placeholder of our own. */
export function putCharge(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "chg-1";
  const draw = (field: string) => making.draw(field, entry);
  draft.put("charge.identifier", entry, numbers.entryId(index, entryKinds.charge, 1));
  draft.put("charge.date", entry, making.daysBefore(158, 152, "charge.date", entry));
  draft.put("charge.procedure", entry, draw("charge.procedure").pick(["ZZ101", "ZZ102", "ZZ215"]));
  draft.put("charge.modifier", `${entry}/mod-1`, draw("charge.modifier").pick(["ZA", "ZB"]));
  draft.put("charge.units", entry, String(1 + draw("charge.units").below(4)));
  const cents = draw("charge.amount").pick(["15", "25", "75", "95"]);
  draft.put("charge.amount", entry, `${100 + numbers.blockSlot(index, "amount")}.${cents}`);
  draft.put("charge.diagnosis", `${entry}/dx-1`, draw("charge.diagnosis").pick(diagnoses).icd10);
  draft.put("charge.diagnosis-pointer", `${entry}/ptr-1`, "1");
  draft.put("charge.rendering-provider", entry, draw("charge.rendering-provider").pick(providers));
  draft.put("charge.place-of-service", entry, draw("charge.place-of-service").pick(["11", "02"]));
  const visit = draft.text("encounter.number", "enc-1");
  if (visit !== null) draft.put("charge.encounter", entry, visit);
  draft.put("charge.type", entry, "CG");
}

/** A referral to somebody else, for every third person. */
export function putReferral(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "ref-1";
  if (making.draw("referral.list", "", "has").below(3) > 0) return;
  draft.put("referral.identifier", entry, numbers.entryId(index, entryKinds.referral, 1));
  draft.put("referral.status", entry, "active");
  const why = making.draw("referral.reason", entry).pick(["Second opinion", "Hearing test"]);
  draft.put("referral.reason", entry, withWord(why, making.token("referral.reason", entry)));
  draft.put(
    "referral.from",
    entry,
    making.draw("referral.from", entry).pick(["ZZT-RURAL-01", "ZZT-RURAL-02"]),
  );
  draft.put("referral.to", entry, making.draw("referral.to", entry).pick(providers));
  draft.put("referral.authorization", entry, numbers.cardNumber(index, 9));
}
