/** A decimal of any precision as it was written: value = unscaled / 10^scale. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
  /** True where it was written with an exponent. */
  readonly scientific: boolean;
}

const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u;

/** What is longer is no number of a record; a million digits would take minutes to compare as one. */
export const longestNumber = 1000;

/** Reads a decimal with a point; null for anything else, a decimal comma included. */
export function readDecimal(text: string): Decimal | null {
  if (text.length > longestNumber) return null;
  const parts = written.exec(text);
  if (parts === null) return null;
  const whole = parts[2] ?? "";
  const fraction = parts[3] ?? "";
  if (whole === "" && fraction === "") return null;
  const exponent = Number(parts[4] ?? "0");
  const digits = BigInt(`${whole}${fraction}`) * (parts[1] === "-" ? -1n : 1n);
  const scale = fraction.length - exponent;
  if (scale >= 0) return { unscaled: digits, scale, scientific: parts[4] !== undefined };
  return { unscaled: digits * tenTo(-scale), scale: 0, scientific: parts[4] !== undefined };
}

const powersOfTen: readonly bigint[] = Array.from(
  { length: 64 },
  (_, power) => 10n ** BigInt(power),
);

function tenTo(power: number): bigint {
  return powersOfTen[power] ?? 10n ** BigInt(power);
}

/** Same value, whatever was written. */
export function equalDecimals(a: Decimal, b: Decimal): boolean {
  return a.unscaled * tenTo(b.scale) === b.unscaled * tenTo(a.scale);
}

/** The shortest plain form of a value: no exponent, no zeros at the end, a zero before the point. */
export function plainDecimal(decimal: Decimal): string {
  let { unscaled, scale } = decimal;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return writeDecimal(unscaled, scale);
}

/** Writes unscaled / 10^scale with exactly `scale` decimals. */
export function writeDecimal(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
}

/** The sum, in its plain form. */
export function addDecimals(a: Decimal, b: Decimal): string {
  const scale = Math.max(a.scale, b.scale);
  const sum = a.unscaled * tenTo(scale - a.scale) + b.unscaled * tenTo(scale - b.scale);
  return plainDecimal({ unscaled: sum, scale, scientific: false });
}

/** What is left of the first without the second, in its plain form. */
export function subtractDecimals(a: Decimal, b: Decimal): string {
  return addDecimals(a, { ...b, unscaled: -b.unscaled });
}

/** The value times ten to the power of `k`, in its plain form. */
export function shiftDecimal(decimal: Decimal, k: number): Decimal {
  const scale = decimal.scale - k;
  if (scale >= 0) return { ...decimal, scale };
  return { ...decimal, unscaled: decimal.unscaled * tenTo(-scale), scale: 0 };
}

export const roundingModes = ["half-up", "half-even", "toward-zero", "up"] as const;
export type RoundingMode = (typeof roundingModes)[number];

/** The value with at most `decimals` decimals. */
export function roundDecimal(decimal: Decimal, decimals: number, mode: RoundingMode): Decimal {
  if (decimals >= decimal.scale) return decimal;
  const unit = tenTo(decimal.scale - decimals);
  const negative = decimal.unscaled < 0n;
  const size = negative ? -decimal.unscaled : decimal.unscaled;
  const rest = size % unit;
  const kept = size / unit;
  const up =
    mode === "up"
      ? rest > 0n
      : mode === "half-up"
        ? rest * 2n >= unit
        : mode === "half-even"
          ? rest * 2n > unit || (rest * 2n === unit && kept % 2n === 1n)
          : false;
  const rounded = up ? kept + 1n : kept;
  return { unscaled: negative ? -rounded : rounded, scale: decimals, scientific: false };
}

/** t / s as an exact power of ten, null where it is none. */
export function powerOfTenBetween(source: Decimal, target: Decimal): number | null {
  const [from, to] = [withoutZeros(source), withoutZeros(target)];
  if (from.unscaled === 0n || from.unscaled !== to.unscaled) return null;
  const k = from.scale - to.scale;
  return Math.abs(k) <= 12 ? k : null;
}

/** The same value with no zero at the end; the scale of 100 is -2. */
function withoutZeros({ unscaled, scale }: Decimal): Pick<Decimal, "unscaled" | "scale"> {
  if (unscaled === 0n) return { unscaled, scale: 0 };
  while (unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return { unscaled, scale };
}

/** Whether target / source is `numerator / denominator` exactly. */
export function hasRatio(
  source: Decimal,
  target: Decimal,
  numerator: bigint,
  denominator: bigint,
): boolean {
  const left = target.unscaled * tenTo(source.scale) * denominator;
  return left === source.unscaled * tenTo(target.scale) * numerator;
}
