import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import { listAt, map, text } from "./out.ts";
import type { Pick } from "./path.ts";
import { always, ownIdentifier } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, primitive } from "./slot.ts";
import { identifierSystems } from "./systems.ts";

const numberRow = id("patient.account-number");

const ours = (system: string | undefined): boolean => system === identifierSystems.account;
const number: Pick = {
  is(found, account) {
    const all = items(child(account, "identifier")).filter(
      (one) => stringAt(one, "system") !== identifierSystems.uuid,
    );
    const best = all.find((one) => ours(stringAt(one, "system"))) ?? all[0];
    return found.pointer === best?.pointer;
  },
  make: () => map({ system: identifierSystems.account }),
};

/** Account (R4 13.10): the patient's account number, and who pays what stands on it. */
export const accountShape: ResourceShape = {
  type: "Account",
  list: null,
  identifier: "uuid",
  is: always,
  subjects: (account) => items(child(account, "subject")),
  part: {
    name: "account",
    needed: (values) =>
      values.get(numberRow, "") !== undefined || values.entries("guarantor").length > 0,
    owners: () => [],
  },
  slots: [
    ownIdentifier,
    primitive("patient.account-number", ["identifier", number, "value"]),
    constant((target) => target.members.set("status", text("active"))),
    constant((target, { patient }) => {
      listAt(target, "subject").items.push(map({ reference: text(patient) }));
    }),
    constant((target, { values, refer }) => {
      for (const entry of values.entries("guarantor")) {
        const address = refer(entry);
        if (address === undefined) continue;
        const party = map({ reference: text(address) });
        listAt(target, "guarantor").items.push(map({ party }));
      }
    }),
  ],
};
