/** Addresses of the code systems, identifier systems and extensions that are written and recognised. */

const hl7 = "http://terminology.hl7.org/CodeSystem";
const structure = "http://hl7.org/fhir/StructureDefinition";
const usCore = "http://hl7.org/fhir/us/core/StructureDefinition";

export const systems = {
  actReason: `${hl7}/v3-ActReason`,
  confidentiality: `${hl7}/v3-Confidentiality`,
  identifierType: `${hl7}/v2-0203`,
  maritalStatus: `${hl7}/v3-MaritalStatus`,
  actCode: `${hl7}/v3-ActCode`,
  participation: `${hl7}/v3-ParticipationType`,
  roleCode: `${hl7}/v3-RoleCode`,
  timing: `${hl7}/v3-GTSAbbreviation`,
  routes: `${hl7}/v3-RouteOfAdministration`,
  interpretation: `${hl7}/v3-ObservationInterpretation`,
  dataAbsentReason: `${hl7}/data-absent-reason`,
  allergyClinical: `${hl7}/allergyintolerance-clinical`,
  allergyVerification: `${hl7}/allergyintolerance-verification`,
  conditionClinical: `${hl7}/condition-clinical`,
  conditionVerification: `${hl7}/condition-ver-status`,
  coverageClass: `${hl7}/coverage-class`,
  claimCareTeamRole: `${hl7}/claimcareteamrole`,
  claimType: `${hl7}/claim-type`,
  consentScope: `${hl7}/consentscope`,
  processPriority: `${hl7}/processpriority`,
  provenanceParticipant: `${hl7}/provenance-participant-type`,
  actSite: `${hl7}/v3-ActSite`,
  subscriberRelationship: `${hl7}/subscriber-relationship`,
  observationCategory: `${hl7}/observation-category`,
  snomed: "http://snomed.info/sct",
  loinc: "http://loinc.org",
  cvx: "http://hl7.org/fhir/sid/cvx",
  icd10cm: "http://hl7.org/fhir/sid/icd-10-cm",
  placeOfService:
    "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
  ucum: "http://unitsofmeasure.org",
  language: "urn:ietf:bcp:47",
  raceAndEthnicity: "urn:oid:2.16.840.1.113883.6.238",
} as const;

export const identifierSystems = {
  /** Ids of list entries, made by the generator: the key by which an entry is found again. */
  entry: "urn:crosschart:entry",
  /** UUIDs of what we write for an entry that has no number of its own. */
  uuid: "urn:crosschart:uuid",
  synthetic: "urn:crosschart:synthetic",
  ssn: "http://hl7.org/fhir/sid/us-ssn",
  mbi: "http://hl7.org/fhir/sid/us-mbi",
  otherSite: "urn:clinic:mrn:other-site",
  legacy: "urn:clinic:legacy",
  policy: "urn:clinic:policy",
  payer: "urn:clinic:payer",
  filler: "urn:clinic:filler",
  provider: "urn:clinic:provider",
  place: "urn:clinic:place",
  account: "urn:clinic:account",
  accession: "urn:clinic:accession",
  mvx: "http://hl7.org/fhir/sid/mvx",
  authority: "urn:clinic:authority",
  user: "urn:clinic:user",
} as const;

export const extensions = {
  dataAbsentReason: `${structure}/data-absent-reason`,
  birthTime: `${structure}/patient-birthTime`,
  genderIdentity: `${structure}/patient-genderIdentity`,
  resultSubId: `${structure}/observation-v2-subid`,
  importance: `${structure}/patient-importance`,
  interpreter: `${structure}/patient-interpreterRequired`,
  phoneExtension: `${structure}/contactpoint-extension`,
  race: `${usCore}/us-core-race`,
  ethnicity: `${usCore}/us-core-ethnicity`,
  birthSex: `${usCore}/us-core-birthsex`,
  /** Ours: how a decimal was written where JSON cannot say it (`.5`), or a value that is no decimal. */
  writtenAs: "urn:crosschart:written-as",
  /** Ours: the unit of a result that is a text and so has no Quantity. */
  unit: "urn:crosschart:unit",
  /** Ours: the order of a diagnosis in a chart without a visit, where R4 has no place for it. */
  rank: "urn:crosschart:rank",
  /** Ours: an element that R4 requires and the chart does not have. */
  notRecorded: "urn:crosschart:not-recorded",
} as const;

/** Marks every resource as test data (decisions: two markers at least, never off). */
export const testTag = { system: systems.actReason, code: "HTEST" } as const;
