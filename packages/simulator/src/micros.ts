/** Microseconds in one day, hour, minute, second and millisecond. */
export const micros = {
  day: 86_400_000_000,
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
  millisecond: 1_000,
} as const;
