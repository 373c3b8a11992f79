import type { ReportRow } from "../report-input.ts";
import { decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import { percent } from "./percent.ts";
import { significant } from "./significant.ts";

/** Ways to write the numbers of one metric. */
export interface MetricText {
  /** A mean: a percentage for a rate, an amount for money, the plain number else. */
  readonly value: (value: number) => string;
  /** A difference with its sign: percentage points for a rate, an amount for money. */
  readonly difference: (difference: number) => string;
  /** A size without a sign to two significant digits, however small: an expected loss is a fraction of a point. */
  readonly size: (size: number) => string;
  /** Both ends of an interval, to the precision that its width deserves. */
  readonly range: (low: number, high: number) => string;
  /** A difference as a label of an axis: no digit more than it needs. */
  readonly tick: (difference: number) => string;
}

/** How the numbers of a row's metric are written. */
export function metricText({ test, meanControl, currency }: ReportRow): MetricText {
  if (typeof currency === "string") return moneyText(currency);
  const isRate = test === "pooled-score";
  const places = (meanControl ?? 1) < 0.01 ? 3 : 2;
  const [scale, unit] = isRate ? [100, "\u00a0pts"] : [1, ""];
  return {
    value: (value) => (isRate ? percent(value, places) : significant(value)),
    difference: (value) => (isRate ? signed(value * scale, places) + unit : signedSignificant(value)),
    size: (size) => decimal(Math.abs(size * scale), placesOfTwo(size * scale)) + unit,
    tick: (value) => (value === 0 ? "0" : signed(value * scale, digitsNeeded(value * scale)) + unit),
    range: (low, high) => {
      const width = (high - low) * scale;
      const digits = width > 0 ? Math.min(9, Math.max(0, Math.ceil(1.3 - Math.log10(width)))) : places;
      return `${signed(low * scale, digits)} to ${signed(high * scale, digits)}${unit}`;
    },
  };
}

function moneyText(currency: string): MetricText {
  const digits = minorDigits(currency);
  const unit = `\u00a0${currency}`;
  const major = (minor: number): number => minor / 10 ** digits;
  // A small effect on money is less than a cent per person; two digits of it are shown all the same.
  const places = (value: number): number => (value === 0 ? digits : Math.min(9, Math.max(digits, 1 - Math.floor(Math.log10(Math.abs(value))))));
  return {
    value: (value) => decimal(major(value), places(major(value))) + unit,
    difference: (value) => signed(major(value), places(major(value))) + unit,
    size: (size) => decimal(Math.abs(major(size)), placesOfTwo(major(size))) + unit,
    tick: (value) => (value === 0 ? "0" : signed(major(value), digitsNeeded(major(value))) + unit),
    range: (low, high) => {
      const width = places(major(high - low));
      return `${signed(major(low), width)} to ${signed(major(high), width)}${unit}`;
    },
  };
}

/** Decimals that show two significant digits of a small number, at most nine. */
function placesOfTwo(value: number): number {
  return value === 0 ? 0 : Math.min(9, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value)))));
}

/** Ticks are round in base ten, up to the noise of doubles. */
function digitsNeeded(value: number): number {
  for (let places = 0; places < 9; places += 1) {
    if (Math.abs(Number(value.toFixed(places)) - value) <= Math.abs(value) * 1e-9) return places;
  }
  return 9;
}

function signed(value: number, places: number): string {
  const magnitude = decimal(Math.abs(value), places);
  if (!/[1-9]/.test(magnitude)) return magnitude;
  return (value < 0 ? "\u2212" : "+") + magnitude;
}

function signedSignificant(value: number): string {
  if (value === 0) return "0";
  return (value < 0 ? "\u2212" : "+") + significant(Math.abs(value));
}
