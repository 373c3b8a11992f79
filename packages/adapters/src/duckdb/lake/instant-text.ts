import type { EpochMicros } from "@liftproof/events";

/** An instant as the text of a TIMESTAMP, to the microsecond, which an appender casts. */
export function instantText(us: EpochMicros): string {
  const millis = Math.floor(us / 1000);
  return `${new Date(millis).toISOString().slice(0, -1)}${String(us - millis * 1000).padStart(3, "0")}`;
}
