/** Real towns with one of their real ZIP codes; the streets are invented. No ZIP begins with 0. */
export interface Town {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly county: string;
}

export const towns: readonly Town[] = [
  { city: "Albany", state: "NY", zip: "12207", county: "Albany" },
  { city: "Erie", state: "PA", zip: "16501", county: "Erie" },
  { city: "Columbus", state: "OH", zip: "43215", county: "Franklin" },
  { city: "Madison", state: "WI", zip: "53703", county: "Dane" },
  { city: "Austin", state: "TX", zip: "78701", county: "Travis" },
  { city: "Tucson", state: "AZ", zip: "85701", county: "Pima" },
  { city: "Fresno", state: "CA", zip: "93721", county: "Fresno" },
  { city: "Salem", state: "OR", zip: "97301", county: "Marion" },
  { city: "Spokane", state: "WA", zip: "99201", county: "Spokane" },
  { city: "Denver", state: "CO", zip: "80202", county: "Denver" },
  { city: "Omaha", state: "NE", zip: "68102", county: "Douglas" },
  { city: "Tulsa", state: "OK", zip: "74103", county: "Tulsa" },
  { city: "Macon", state: "GA", zip: "31201", county: "Bibb" },
  { city: "Mobile", state: "AL", zip: "36602", county: "Mobile" },
  { city: "Reno", state: "NV", zip: "89501", county: "Washoe" },
  { city: "Boise", state: "ID", zip: "83702", county: "Ada" },
];

export const streetKinds = ["Street", "Avenue", "Road", "Lane", "Drive", "Court"] as const;

/** In each area code the numbers 555-0100 to 555-0199 are kept free for fiction (NANPA). */
export const areaCodes = [
  "617", "508", "413", "207", "802", "401", "860", "603", "518", "814", "614", "608", "512", "520",
  "559", "208", "503", "509", "303", "402", "918", "478", "251", "775",
] as const; // prettier-ignore
