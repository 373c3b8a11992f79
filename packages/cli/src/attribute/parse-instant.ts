import { parseInstant as parseZonedInstant } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";

/** Unit of an instant written as a number. */
export type TimeUnit = "s" | "ms" | "us";

const isoPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(Z|UTC|[-+]\d\d(?::?\d\d)?))?)?$/iu;
const numberPattern = /^\d+(?:\.\d+)?$/u;
const digitsOfUnit: Readonly<Record<TimeUnit, number>> = { s: 6, ms: 3, us: 0 };

/**
 * The instant a text names, or `null` when it names none: ISO 8601, or a number when the unit is told.
 *
 * People write more forms than events may have: a day alone, a space for the T, no seconds, any number of decimals (cut off below a
 * microsecond), and no zone, which is UTC. All else is as in events, the range from 1970 to 2255 and the calendar among it. A number
 * without a unit and a day like 22/07/2018 are not guessed at.
 */
export function parseInstant(text: string, unit?: TimeUnit): EpochMicros | null {
  const trimmed = text.trim();
  if (unit !== undefined) return numberPattern.test(trimmed) ? safe(scaledInteger(trimmed, digitsOfUnit[unit])) : null;
  const [whole, day = "", minutes = "00:00", seconds = "00", fraction, zone = "Z"] = isoPattern.exec(trimmed) ?? [];
  if (whole === undefined) return null;
  return parseZonedInstant(`${day}T${minutes}:${seconds}${fraction === undefined ? "" : `.${fraction.slice(0, 6)}`}${plainZone(zone)}`);
}

/** "Z" or "+HH:MM" for the ways to write a zone. */
function plainZone(zone: string): string {
  if (/^(?:Z|UTC)$/iu.test(zone)) return "Z";
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Decimal text times a power of ten, cut to a whole number toward zero. */
function scaledInteger(text: string, digits: number): number {
  const [whole = "", fraction = ""] = text.split(".");
  return Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}

function safe(micros: number): EpochMicros | null {
  return Number.isSafeInteger(micros) ? micros : null;
}
