/** Version of the catalogues of fields, mess operators and faults. Rises when an old draw or preset changes. */
export const catalogueVersion = "2026.4";

/** The civil date that "today" means in generated data, unless a run says otherwise. Never the clock. */
export const defaultReferenceDate = "2026-01-15";
