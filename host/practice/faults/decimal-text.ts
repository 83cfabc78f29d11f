/** Arithmetic on decimals that stay text: no value passes through a binary float. */

interface Decimal {
  readonly negative: boolean;
  readonly digits: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

function read(text: string): Decimal | null {
  const match = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return null;
  return { negative: sign === "-", digits: BigInt(whole + fraction), scale: fraction.length };
}

function write({ negative, digits, scale }: Decimal): string {
  const padded = digits.toString().padStart(scale + 1, "0");
  const whole = padded.slice(0, padded.length - scale);
  const fraction = scale > 0 ? `.${padded.slice(padded.length - scale)}` : "";
  return `${negative ? "-" : ""}${whole}${fraction}`;
}

/** The point taken out: 2.5 → 25, 0.5 → 5. */
export function withoutPoint(text: string): string {
  const value = read(text);
  return value && value.scale > 0 ? write({ ...value, scale: 0 }) : text;
}

/** Times ten to the power of k, digits kept: 2.5, 1 → 25; 25, -1 → 2.5. */
export function shiftPoint(text: string, k: number): string {
  const value = read(text);
  if (!value || k === 0) return text;
  const scale = value.scale - k;
  if (scale >= 0) return write({ ...value, scale });
  return write({ ...value, digits: value.digits * 10n ** BigInt(-scale), scale: 0 });
}

/** Rounded half up to so many digits after the point; a value that has no more stays as written. */
export function roundHalfUp(text: string, digits: number): string {
  const value = read(text);
  if (!value || value.scale <= digits) return text;
  const unit = 10n ** BigInt(value.scale - digits);
  if (value.digits % unit === 0n) return text;
  return write({ ...value, digits: (value.digits + unit / 2n) / unit, scale: digits });
}

/** Zeros at the end of the fraction dropped: 2.50 → 2.5, 5.0 → 5. */
export function withoutTrailingZeros(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}

/** One zero added at the end of the fraction: 2.5 → 2.50, 5 → 5.0. */
export function withTrailingZero(text: string): string {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return text.includes(".") ? `${text}0` : `${text}.0`;
}
