/** Doses are numbers that no other medicine of the same block of 256 people has, with 0, 1 and 2 decimals. */

/** One decimal, last digit not zero, from 3.1: n = 0 … 511 give 3.1 … 59.8. */
export function doseWithOneDecimal(n: number): string {
  return `${3 + Math.floor(n / 9)}.${1 + (n % 9)}`;
}

/** No decimals, last digit not zero: n = 0 … 255 give 11 … 294. */
export function wholeDose(n: number): string {
  return `${1 + Math.floor(n / 9)}${1 + (n % 9)}`;
}

/** Two decimals, last digit not zero: n = 0 … 255 give 3.11 … 5.94. */
export function doseWithTwoDecimals(n: number): string {
  const hundredths = (31 + Math.floor(n / 9)) * 10 + 1 + (n % 9);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}
