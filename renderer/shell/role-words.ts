import { roles, type Role } from "../../api/calls/app.ts";

export const roleWords: Readonly<Record<Role, { name: string; short: string; sees: string }>> = {
  "front-desk": { name: "Front desk", short: "FD", sees: "Names, dates, contact, visits" },
  nurse: { name: "Nurse", short: "N", sees: "Allergies, medicines, results" },
  billing: { name: "Billing", short: "B", sees: "Insurance, charges, codes" },
  privacy: { name: "Privacy", short: "P", sees: "Who can see what, consent" },
  "project-lead": { name: "Project lead", short: "PL", sees: "Gate, all results" },
};

/** The name of a stored role; a role of a later version stays as it is written. */
export function roleName(stored: string): string {
  const known = roles.find((role) => role === stored);
  return known === undefined ? stored : roleWords[known].name;
}
