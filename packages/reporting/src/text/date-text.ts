import { format } from "date-fns/format";
import { enUS } from "date-fns/locale/en-US";
import { UtcDate } from "./utc-date.ts";

/**
 * An instant in UTC by a date-fns pattern.
 *
 * @param epochMicros - Microseconds since 1970 UTC, within the range of `Date`.
 * @param pattern - Tokens of date-fns `format`.
 */
export function dateText(epochMicros: number, pattern: "d MMM yyyy" | "d MMM" | "d MMM yyyy, HH:mm 'UTC'"): string {
  return format(new UtcDate(Math.floor(epochMicros / 1000)), pattern, { locale: enUS });
}
