const secondsOf: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** Longest lifetime a token can carry: 65,535 hours. */
const longestSeconds = 65_535 * 3600;

/** Seconds of `30m`, `24h` or `90d`, or null when the text is not that, is zero, or is longer than 65,535 hours. */
export function parseLifetime(text: string): number | null {
  const match = /^([1-9]\d{0,6})([mhd])$/.exec(text);
  if (match === null) return null;
  const seconds = Number(match[1]) * (secondsOf[match[2] ?? ""] ?? 0);
  return seconds <= longestSeconds ? seconds : null;
}
