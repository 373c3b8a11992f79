/**
 * Epoch microseconds of `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds as `toISOString` writes them or without; null when the text is
 * not that or names no real instant.
 */
export function parseUtcInstant(text: string): number | null {
  const [, second, milliseconds = ".000"] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})?Z$/.exec(text) ?? [];
  if (second === undefined) return null;
  const part = (from: number, to: number): number => Number(second.slice(from, to));
  const ms = Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16), part(17, 19)) + Number(milliseconds.slice(1));
  // A 31st of June or a 25th hour rolls over, so only real instants print back to the same text.
  return new Date(ms).toISOString() === `${second}${milliseconds}Z` ? ms * 1000 : null;
}
