import { type EpochMicros, microsPerDay, microsPerHour } from "../epoch-micros.ts";
import { utcDate } from "../instant/utc-date.ts";

/**
 * The partition of an hour of receipt, `event_dt=YYYY-MM-DD/HH`, in UTC.
 *
 * @throws RangeError when the instant is not a safe integer from 0 on.
 */
export function hourPartition(receivedHourUs: EpochMicros): string {
  if (!Number.isSafeInteger(receivedHourUs) || receivedHourUs < 0) {
    throw new RangeError(`receivedHourUs: expected whole epoch microseconds from 0 on, got ${receivedHourUs}`);
  }
  const hour = Math.floor((receivedHourUs % microsPerDay) / microsPerHour);
  return `event_dt=${utcDate(receivedHourUs)}/${hour < 10 ? "0" : ""}${hour}`;
}
