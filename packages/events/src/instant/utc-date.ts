import { type EpochMicros, microsPerDay } from "../epoch-micros.ts";

/**
 * The UTC date of an instant, `YYYY-MM-DD`. For instants from the year 1000 on, which hold four digits.
 *
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013 (civil_from_days).
 */
export function utcDate(instantUs: EpochMicros): string {
  const shifted = Math.floor(instantUs / microsPerDay) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = whole((dayOfEra - whole(dayOfEra / 1460) + whole(dayOfEra / 36_524) - whole(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + whole(yearOfEra / 4) - whole(yearOfEra / 100));
  const shiftedMonth = whole((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - whole((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}${month < 10 ? "-0" : "-"}${month}${day < 10 ? "-0" : "-"}${day}`;
}

/** Floor of a small number that is not negative. */
function whole(value: number): number {
  return value | 0;
}
