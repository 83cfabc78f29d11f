/** The words and weights of one fault class. How it is recognised stands apart, in recognise/. */
export interface FaultText {
  readonly id: string;
  readonly family: string;
  /** Name in a sentence. */
  readonly long: string;
  /** Name on a chip, at most 22 characters. */
  readonly short: string;
  /** Factor of harm, 0.1 … 2 (faults.md section 5). */
  readonly factor: number;
  /** Where in a pipeline it acts; a later stage acts on the result of an earlier one. */
  readonly stage: number;
  /** What a nurse reads. */
  readonly says: string;
  /** The next smallest experiment. */
  readonly probe: string;
  readonly triage: { readonly cause: string; readonly firstStep: string; readonly call: string };
}

/** One row of the fault catalogue, in the order of its columns. */
export function fault(
  id: string,
  family: string,
  long: string,
  short: string,
  factor: number,
  stage: number,
  says: string,
  probe: string,
  triage: FaultText["triage"],
): FaultText {
  return { id, family, long, short, factor, stage, says, probe, triage };
}
