/** What other systems call a column; none of these words can mean another one. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  mrn: [
    "medical_record_number",
    "medical_record_no",
    "chart_number",
    "chart_no",
    "patient_mrn",
    "patient_id",
    "patientid",
    "patient_number",
    "patient_no",
    "hospital_number",
    "patient_identifier",
    "pat_id",
    "pat_mrn_id",
    "mrn_id",
  ],
  last_name: [
    "lastname",
    "family_name",
    "family",
    "familyname",
    "patient_surname",
    "surname",
    "lname",
    "patient_last_name",
    "name_last",
  ],
  first_name: [
    "firstname",
    "given_name",
    "given",
    "givenname",
    "forename",
    "fname",
    "patient_first_name",
    "name_first",
  ],
  full_name: ["patient_name", "pat_name", "patient_full_name"],
  middle_name: ["middlename", "middle", "middle_initial", "name_middle"],
  name_suffix: ["suffix"],
  name_prefix: ["prefix", "title"],
  dob: ["date_of_birth", "birth_date", "birthdate", "birthday", "patient_dob", "dateofbirth"],
  sex: ["gender", "administrative_sex", "patient_sex", "sex_c"],
  address1: [
    "address",
    "street",
    "street_address",
    "address_1",
    "address_line_1",
    "addr1",
    "add_line_1",
  ],
  address2: ["address_2", "address_line_2", "addr2", "add_line_2"],
  city: ["town", "city_town"],
  state: ["province", "state_province", "region", "state_c"],
  marital_status: ["marital", "maritalstatus", "civil_status"],
  zip: ["zip_code", "zipcode", "postal_code", "postalcode", "postcode", "zip_postal_code"],
  phone_home: ["phone", "home_phone", "phone_number", "telephone", "homephone"],
  phone_mobile: ["mobile", "mobile_phone", "cell", "cell_phone", "cellphone"],
  phone_work: ["work_phone", "workphone", "business_phone"],
  email: ["e_mail", "email_address"],
  ssn: ["social_security_number", "social_security_no"],
  death_date: ["date_of_death", "deceased_date", "deathdate"],
  language: ["preferred_language", "primary_language"],
  med_name: [
    "medication",
    "medication_name",
    "medication_description",
    "drug",
    "drug_name",
    "medicine",
  ],
  med_code: ["rxnorm", "rxnorm_code", "rxcui", "ndc", "ndc_code"],
  med_sig: ["sig"],
  allergy_substance: ["allergen", "allergy", "substance", "allergen_name", "allergy_name"],
  dx_text: [
    "diagnosis",
    "problem",
    "condition",
    "diagnosis_description",
    "dx_name",
    "problem_name",
  ],
  dx_code: ["icd10", "icd_10", "icd10_code", "icd_10_code", "icd_code", "diagnosis_code"],
  result_code: ["loinc", "loinc_code"],
  vax_code: ["cvx", "cvx_code", "vaccine_code"],
};

const byOther = new Map(
  Object.entries(otherNames).flatMap(([name, others]) => others.map((other) => [other, name])),
);

/**
 * Our name of a column, whatever its case, blanks and signs: `Last Name`, `last-name`, `LastName`. A name
 * that is ours already stays; one that is nobody's comes back as it is.
 */
export function csvColumnName(text: string, isOurs: (name: string) => boolean): string {
  const name = text.trim().toLowerCase();
  if (isOurs(name)) return name;
  const folded = name.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_|_$/gu, "");
  if (isOurs(folded)) return folded;
  const other = byOther.get(folded);
  return other !== undefined && isOurs(other) ? other : name;
}
