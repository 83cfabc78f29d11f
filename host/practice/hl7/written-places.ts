/**
 * `element place [codec] [?data type]`, one a line; `[a]` and `[b]` are indices, `NK1(a)` counts
 * segments by one, `PID-3[a]` repetitions. Written from the chapters of HL7 v2.5.1 (3, 4, 6, 7, 9, 10)
 * and the elements of FHIR R4. What has no line travels in an extension segment.
 */
export const written: Readonly<Record<string, { segments: string; lines: string }>> = {
  Patient: {
    segments: "PID NK1",
    lines: `
      identifier[a].value PID-3[a].1
      identifier[a].system PID-3[a].4.2
      identifier[a].type.coding[0].code PID-3[a].5
      name[a].family PID-5[a].1
      name[a].given[0] PID-5[a].2
      name[a].given[1] PID-5[a].3
      name[a].suffix[0] PID-5[a].4
      name[a].prefix[0] PID-5[a].5
      name[a].use PID-5[a].7 nameUse
      birthDate PID-7 time
      gender PID-8 sex
      address[a].line[0] PID-11[a].1
      address[a].line[1] PID-11[a].2
      address[a].city PID-11[a].3
      address[a].state PID-11[a].4
      address[a].postalCode PID-11[a].5
      address[a].country PID-11[a].6
      address[a].use PID-11[a].7 addressUse
      address[a].district PID-11[a].9
      telecom[a].use PID-13[a].2 telecomUse
      telecom[a].system PID-13[a].3 telecomKind
      telecom[a].value PID-13[a].12
      communication[0].language.coding[0].code PID-15.1
      maritalStatus.coding[0].code PID-16.1
      multipleBirthBoolean PID-24 yesNo
      multipleBirthInteger PID-25 number
      deceasedDateTime PID-29 time
      deceasedBoolean PID-30 yesNo
      contact[a].name.family NK1(a)-2.1
      contact[a].name.given[0] NK1(a)-2.2
      contact[a].relationship[0].coding[0].code NK1(a)-3.1
      contact[a].address.line[0] NK1(a)-4.1
      contact[a].address.city NK1(a)-4.3
      contact[a].address.postalCode NK1(a)-4.5
      contact[a].telecom[b].system NK1(a)-5[b].3 telecomKind
      contact[a].telecom[b].value NK1(a)-5[b].12`,
  },
  RelatedPerson: {
    segments: "GT1",
    lines: `
      name[0].family GT1-3.1
      name[0].given[0] GT1-3.2
      address[0].line[0] GT1-5.1
      address[0].city GT1-5.3
      address[0].state GT1-5.4
      address[0].postalCode GT1-5.5
      telecom[a].value GT1-6[a].12
      birthDate GT1-8 time
      gender GT1-9 sex
      relationship[0].coding[0].code GT1-11.1`,
  },
  Coverage: {
    segments: "IN1",
    lines: `
      contained[0].identifier[0].value IN1-3.1
      contained[0].name IN1-4.1
      class[0].value IN1-8
      class[0].name IN1-9.1
      period.start IN1-12 time
      period.end IN1-13 time
      type.coding[0].code IN1-15.1
      contained[1].name[0].family IN1-16.1
      contained[1].name[0].given[0] IN1-16.2
      relationship.coding[0].code IN1-17.1
      contained[1].birthDate IN1-18 time
      order IN1-22 number
      identifier[0].value IN1-36
      subscriberId IN1-49.1`,
  },
  Condition: {
    segments: "DG1",
    lines: `
      code.coding[0].code DG1-3.1
      code.coding[0].display DG1-3.2
      code.coding[0].system DG1-3.3 system
      code.text DG1-3.9
      onsetDateTime DG1-5 time
      recordedDate DG1-19 time`,
  },
  AllergyIntolerance: {
    segments: "AL1",
    lines: `
      category[0] AL1-2.1 allergyKind
      code.coding[0].code AL1-3.1
      code.coding[0].display AL1-3.2
      code.coding[0].system AL1-3.3 system
      code.text AL1-3.9
      reaction[0].severity AL1-4.1 severity
      reaction[a].manifestation[0].text AL1-5[a]
      onsetDateTime AL1-6 time`,
  },
  Encounter: {
    segments: "PV1 PV2",
    lines: `
      class.code PV1-2 visitClass
      location[0].location.identifier.value PV1-3.1
      participant[0].individual.identifier.value PV1-7.1
      contained[0].name[0].family PV1-7.2
      identifier[0].value PV1-19.1
      period.start PV1-44 time
      period.end PV1-45 time
      reasonCode[0].text PV2-3.2`,
  },
  MedicationRequest: {
    segments: "ORC TQ1 RXE RXR",
    lines: `
      identifier[0].value ORC-2.1
      status ORC-5 orderStatus
      requester.identifier.value ORC-12.1
      dosageInstruction[0].timing.code.coding[0].code TQ1-3.1
      dosageInstruction[0].timing.repeat.boundsPeriod.start TQ1-7 time
      dosageInstruction[0].timing.repeat.boundsPeriod.end TQ1-8 time
      dosageInstruction[0].timing.code.text TQ1-11
      medicationCodeableConcept.coding[0].code RXE-2.1
      medicationCodeableConcept.coding[0].display RXE-2.2
      medicationCodeableConcept.coding[0].system RXE-2.3 system
      medicationCodeableConcept.text RXE-2.9
      dosageInstruction[0].doseAndRate[0].doseQuantity.value RXE-3 number
      dosageInstruction[0].doseAndRate[0].doseQuantity.code RXE-5.1
      dosageInstruction[0].doseAndRate[0].doseQuantity.unit RXE-5.2
      dosageInstruction[0].text RXE-7.2
      dispenseRequest.quantity.value RXE-10 number
      dispenseRequest.numberOfRepeatsAllowed RXE-12 number
      dosageInstruction[0].route.coding[0].code RXR-1.1
      dosageInstruction[0].route.text RXR-1.9`,
  },
  ServiceRequest: {
    segments: "ORC TQ1 OBR NTE",
    lines: `
      identifier[0].value ORC-2.1
      status ORC-5 orderStatus
      requester.identifier.value ORC-12.1
      priority TQ1-9.1 priority
      code.coding[0].code OBR-4.1
      code.coding[0].display OBR-4.2
      code.coding[0].system OBR-4.3 system
      code.text OBR-4.9
      reasonCode[0].coding[0].code OBR-31.1
      reasonCode[0].text OBR-31.9
      note[a].text NTE(a)-3`,
  },
  Observation: {
    segments: "OBX NTE",
    lines: `
      code.coding[0].code OBX-3.1
      code.coding[0].display OBX-3.2
      code.coding[0].system OBX-3.3 system
      code.text OBX-3.9
      valueQuantity.value OBX-5 number ?NM
      valueString OBX-5 ?ST
      valueCodeableConcept.coding[0].code OBX-5.1 ?CWE
      valueCodeableConcept.text OBX-5.9 ?CWE
      valueQuantity.code OBX-6.1
      valueQuantity.unit OBX-6.2
      referenceRange[0].text OBX-7
      interpretation[0].coding[0].code OBX-8
      status OBX-11 resultStatus
      effectiveDateTime OBX-14 time
      identifier[0].value OBX-21.1
      note[a].text NTE(a)-3`,
  },
  DiagnosticReport: {
    segments: "OBR",
    lines: `
      identifier[0].value OBR-3.1
      code.coding[0].code OBR-4.1
      code.coding[0].display OBR-4.2
      code.coding[0].system OBR-4.3 system
      code.text OBR-4.9
      effectiveDateTime OBR-7 time
      issued OBR-22 time
      status OBR-25 resultStatus`,
  },
  Appointment: {
    segments: "SCH NTE",
    lines: `
      identifier[0].value SCH-1.1
      cancelationReason.coding[0].code SCH-6.1
      cancelationReason.text SCH-6.9
      reasonCode[0].text SCH-7.2
      appointmentType.coding[0].code SCH-8.1
      minutesDuration SCH-9 number
      start SCH-11.4 time
      end SCH-11.5 time
      status SCH-25.1 bookingStatus
      comment NTE-3`,
  },
  Immunization: {
    segments: "ORC RXA RXR",
    lines: `
      identifier[0].value ORC-3.1
      occurrenceDateTime RXA-3 time
      vaccineCode.coding[0].code RXA-5.1
      vaccineCode.coding[0].display RXA-5.2
      vaccineCode.coding[0].system RXA-5.3 system
      vaccineCode.text RXA-5.9
      lotNumber RXA-15
      manufacturer.identifier.value RXA-17.1
      status RXA-20 given
      site.coding[0].code RXR-2.1
      site.text RXR-2.9`,
  },
  DocumentReference: {
    segments: "TXA OBX",
    lines: `
      type.coding[0].code TXA-2.1
      type.text TXA-2.9
      date TXA-4 time
      author[0].identifier.value TXA-9.1
      identifier[0].value TXA-12.1
      docStatus TXA-17 noteStatus
      securityLabel[0].coding[0].code TXA-18
      content[0].attachment.data OBX-5 note ?TX`,
  },
  Claim: {
    segments: "FT1",
    lines: `
      identifier[0].value FT1-2
      item[0].servicedDate FT1-4 time
      item[0].quantity.value FT1-10 number
      item[0].net.value FT1-11 number
      diagnosis[a].diagnosisCodeableConcept.coding[0].code FT1-19[a].1
      careTeam[0].provider.identifier.value FT1-20.1
      item[0].productOrService.coding[0].code FT1-25.1
      item[0].productOrService.text FT1-25.9
      item[0].modifier[a].coding[0].code FT1-26[a].1
      item[0].modifier[a].text FT1-26[a].9`,
  },
  Consent: {
    segments: "CON",
    lines: `
      identifier[0].value CON-4
      dateTime CON-13 time`,
  },
  Account: { segments: "", lines: "" },
  Provenance: { segments: "", lines: "" },
};
