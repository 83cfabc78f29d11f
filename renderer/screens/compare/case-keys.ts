import type { AssessmentVerdict } from "../../parts/assessment-mark.tsx";
import type { ScreenKey } from "../../shell/keys.tsx";

type Step = 1 | -1;

/** What the keys of Compare do. */
export interface CaseActs {
  readonly nextCase: (by: Step) => void;
  readonly field: (by: Step) => void;
  readonly difference: (by: Step) => void;
  /** The hop by its order in the strip, from 0. */
  readonly place: (at: number) => void;
  readonly verdict: (verdict: AssessmentVerdict) => void;
  readonly enter: () => void;
  readonly save: () => void;
  readonly undo: () => void;
  readonly finding: () => void;
  readonly allow: () => void;
  readonly note: () => void;
  readonly allFields: () => void;
  readonly filterCases: () => void;
  readonly back: () => void;
}

function letter(keys: string, shown: string, says: string, run: () => void): ScreenKey {
  return { keys: [keys], shown, says, letter: true, run };
}

function command(
  keys: string,
  shown: string,
  says: string,
  run: () => void,
  more: Partial<ScreenKey> = {},
): ScreenKey {
  return { keys: [keys], shown, says, letter: false, run, ...more };
}

/** The keys of Compare, in the order of its sheet (design, section 6). */
export function caseKeys(acts: CaseActs): readonly ScreenKey[] {
  const restsInText = { restsInText: true };
  return [
    letter("j", "J", "Next case", () => acts.nextCase(1)),
    letter("k", "K", "Previous case", () => acts.nextCase(-1)),
    command("ArrowDown", "↑ ↓", "Field", () => acts.field(1), restsInText),
    command("ArrowUp", "", "", () => acts.field(-1), restsInText),
    letter("n", "N", "Next difference", () => acts.difference(1)),
    letter("Shift+n", "Shift N", "Previous difference", () => acts.difference(-1)),
    {
      keys: ["1", "2", "3", "4", "5"],
      shown: "1 2 3 4",
      says: "Place: record, wire, stored, screen",
      letter: true,
      run: (event) => acts.place(Number(event.key) - 1),
    },
    letter("p", "P", "Pass", () => acts.verdict("pass")),
    letter("f", "F", "Fail", () => acts.verdict("fail")),
    letter("t", "T", "Can’t tell", () => acts.verdict("cant-tell")),
    command("Enter", "Enter", "Save, next waiting case", acts.enter, {
      ...restsInText,
      yieldsToControls: true,
    }),
    command("Ctrl+Enter", "Ctrl Enter", "Save note and verdict", acts.save),
    command("Ctrl+z", "Ctrl Z", "Undo the last verdict", acts.undo, restsInText),
    letter("g", "G", "Open the finding of this field", acts.finding),
    letter("a", "A", "Allow this difference…", acts.allow),
    letter("m", "M", "Note", acts.note),
    letter("d", "D", "Only differences, or all fields", acts.allFields),
    command("Ctrl+f", "Ctrl F", "Filter the cases", acts.filterCases),
    command("Escape", "Esc", "Back to the record, all rows", acts.back),
  ];
}
