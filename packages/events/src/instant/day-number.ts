const daysBefore = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
const daysIn = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar; NaN when there is no such date. */
export function dayNumber(year: number, month: number, day: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (daysIn[month] ?? Number.NaN) + (leap && month === 2 ? 1 : 0);
  if (!(day >= 1 && day <= length)) return Number.NaN;
  const past = year - 1;
  const daysToYear = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const daysToMonth = (daysBefore[month] ?? 0) + (leap && month > 2 ? 1 : 0);
  return daysToYear + daysToMonth + day - 719_163;
}
