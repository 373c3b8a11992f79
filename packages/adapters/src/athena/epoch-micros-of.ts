const written = /^(\d{4,6})-(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?)?(?: UTC)?$/;

/**
 * Epoch microseconds of a timestamp as Athena writes it: UTC, by contract or by name.
 *
 * `null` for text that is none, for another zone, and for digits behind the microseconds other than zeros: nothing is rounded away.
 */
export function epochMicrosOf(text: string): number | null {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = ""] = written.exec(text) ?? [];
  if (year === undefined || /[1-9]/.test(fraction.slice(6))) return null;
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const isReal = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day) && date.getUTCSeconds() === Number(second);
  const us = date.getTime() * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
  return isReal && Number.isSafeInteger(us) ? us : null;
}
