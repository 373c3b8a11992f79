/** An instant: whole microseconds since 1970-01-01T00:00:00Z, a safe integer. */
export type EpochMicros = number;

/** Microseconds in one day of UTC, which has no leap seconds here. */
export const microsPerDay = 86_400_000_000;

/** Microseconds in one hour. */
export const microsPerHour = 3_600_000_000;
