/**
 * Words that other systems use for a column and that mean something only beside other columns: `code` in a table
 * of medicines is the medicine's. By table, our name of the column first.
 */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  patients: {
    mrn: "id patient",
    last_name: "last",
    first_name: "first",
    maiden_name: "maiden",
    dl_number: "drivers license",
  },
  medicines: {
    med_code: "code medication_code drug_code",
    med_name: "name description",
    med_dose: "dose dosage dose_value dose_amount",
    med_dose_unit: "dose_unit dose_units unit units",
    med_route: "route",
    med_frequency: "frequency freq",
    med_sig: "directions instructions",
    med_start: "start start_date started",
    med_stop: "stop stop_date end end_date stopped",
    med_status: "status",
    med_refills: "refills",
    med_quantity: "quantity qty",
    med_strength: "strength",
    med_prescriber: "prescriber",
  },
  allergies: {
    allergy_code: "code allergen_code",
    allergy_substance: "name description",
    allergy_reaction: "reaction reactions reaction1",
    allergy_severity: "severity severity1",
    allergy_criticality: "criticality",
    allergy_category: "category",
    allergy_status: "status",
    allergy_onset: "onset onset_date start start_date",
  },
  problems: {
    dx_code: "code",
    dx_text: "name description",
    dx_onset: "onset onset_date start start_date",
    dx_status: "status",
  },
  results: {
    result_code: "code test_code",
    result_value: "value result",
    result_unit: "unit units",
    result_range: "range reference_range normal_range ref_range",
    result_flag: "flag abnormal_flag",
    result_status: "status",
    result_time: "time date observed collected collection_date date_time",
    result_note: "note comment",
  },
  immunizations: {
    vax_code: "code",
    vax_date: "date given administered date_given",
    vax_lot: "lot lot_number lot_no",
    vax_manufacturer: "manufacturer",
    vax_site: "site",
    vax_status: "status",
  },
};

const ofLists = { mrn: "patient" };

const byTable = new Map(
  Object.entries(words).map(([table, columns]) => {
    const all = table === "patients" ? columns : { ...columns, ...ofLists };
    const pairs = Object.entries(all).flatMap(([name, others]) =>
      others.split(" ").map((other) => [other, name] as const),
    );
    return [table, new Map(pairs)] as const;
  }),
);

/** Our name of a column that only its table tells; null where it tells nothing. */
export function csvTableWord(table: string, text: string): string | null {
  const folded = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/gu, "");
  return byTable.get(table)?.get(folded) ?? null;
}
