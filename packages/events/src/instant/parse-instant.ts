import type { EpochMicros } from "../epoch-micros.ts";
import { microsPerDay } from "../epoch-micros.ts";
import { dayNumber } from "./day-number.ts";

/** Microseconds in one unit of the last decimal, by the number of decimals. */
const microsPerUnit = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1] as const;

/**
 * The instant of ISO 8601 text, or null.
 *
 * Accepted: `YYYY-MM-DDTHH:MM:SS`, up to six decimals, then `Z` or `+HH:MM` / `-HH:MM`. A zone is required: text
 * without one means another instant on every machine. Days follow the Gregorian calendar, 24:00 and leap seconds are
 * no instants, and the range is 1970 to the last microsecond a safe integer holds (2255).
 */
export function parseInstant(text: string): EpochMicros | null {
  if (text.length < 20 || text.length > 32) return null;
  const separators =
    text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58;
  if (!separators) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  const day = dayNumber(year, month, digits(text, 8, 10));
  const zoneAt = zoneStart(text);
  const fractionUs = zoneAt === 19 ? 0 : decimalsUs(text, zoneAt);
  const zoneMinutes = offsetMinutes(text, zoneAt);
  const micros = day * microsPerDay + ((hour * 60 + minute - zoneMinutes) * 60 + second) * 1_000_000 + fractionUs;
  // Any part that is no number made the sum NaN, which fails here.
  return micros >= 0 && micros <= Number.MAX_SAFE_INTEGER ? micros : null;
}

/** The number that a run of digits spells; NaN when there is anything else. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function zoneStart(text: string): number {
  return text.charCodeAt(text.length - 1) === 90 ? text.length - 1 : text.length - 6;
}

function decimalsUs(text: string, zoneAt: number): number {
  const count = zoneAt - 20;
  if (text.charCodeAt(19) !== 46 || count < 1 || count > 6) return Number.NaN;
  return digits(text, 20, zoneAt) * (microsPerUnit[count] ?? Number.NaN);
}

function offsetMinutes(text: string, zoneAt: number): number {
  if (zoneAt === text.length - 1) return 0;
  const sign = text.charCodeAt(zoneAt);
  const hours = digits(text, zoneAt + 1, zoneAt + 3);
  const minutes = digits(text, zoneAt + 4, zoneAt + 6);
  const shaped = (sign === 43 || sign === 45) && text.charCodeAt(zoneAt + 3) === 58 && hours <= 23 && minutes <= 59;
  if (!shaped) return Number.NaN;
  return sign === 43 ? hours * 60 + minutes : -(hours * 60 + minutes);
}
