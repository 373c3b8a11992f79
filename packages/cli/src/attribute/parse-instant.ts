import type { EpochMicros } from "@liftproof/events";

/** Unit of an instant written as a number. */
export type TimeUnit = "s" | "ms" | "us";

const isoPattern =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?(?: ?(?<zone>Z|UTC|[-+]\d\d(?::?\d\d)?))?)?$/iu;
const numberPattern = /^-?\d+(?:\.\d+)?$/u;
const digitsOfUnit: Readonly<Record<TimeUnit, number>> = { s: 6, ms: 3, us: 0 };

/**
 * The instant a text names, or `null` when it names none: ISO 8601 (without a zone it is UTC), or a number when the
 * unit is told. A number without a unit, a day like 22/07/2018, and a day that no calendar has are not guessed at.
 * Digits below a microsecond are cut off.
 */
export function parseInstant(text: string, unit?: TimeUnit): EpochMicros | null {
  const trimmed = text.trim();
  if (unit !== undefined) return numberPattern.test(trimmed) ? safe(scaledInteger(trimmed, digitsOfUnit[unit])) : null;
  const parts = isoPattern.exec(trimmed)?.groups;
  if (parts === undefined) return null;
  const field = (name: string): number => Number(parts[name] ?? 0);
  const [year, month, day] = [field("year"), field("month"), field("day")];
  const [hour, minute, second] = [field("hour"), field("minute"), field("second")];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const dayMs = Date.UTC(year, month - 1, day);
  const date = new Date(dayMs);
  // Date.UTC rolls the 31st of June over and reads years under 100 as 19xx.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offsetMinutes = zoneMinutes(parts["zone"] ?? "Z");
  if (offsetMinutes === null) return null;
  const micros = Number((parts["fraction"] ?? "").slice(0, 6).padEnd(6, "0"));
  return (dayMs + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000) * 1000 + micros;
}

function zoneMinutes(zone: string): number | null {
  if (/^(?:Z|UTC)$/iu.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 14 || minutes > 59) return null;
  const offset = hours * 60 + minutes;
  return zone.startsWith("-") ? -offset : offset;
}

/** Decimal text times a power of ten, cut to a whole number toward zero. */
function scaledInteger(text: string, digits: number): number {
  const [whole = "", fraction = ""] = text.split(".");
  return Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}

function safe(micros: number): EpochMicros | null {
  return Number.isSafeInteger(micros) ? micros : null;
}
