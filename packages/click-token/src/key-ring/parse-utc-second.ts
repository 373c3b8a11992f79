/** Epoch microseconds of `YYYY-MM-DDTHH:MM:SSZ`, or null when the text is not that or names no real second. */
export function parseUtcSecond(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return null;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const ms = Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16), part(17, 19));
  // A 31st of June or a 25th hour rolls over, so only real instants print back to the same text.
  return new Date(ms).toISOString() === `${text.slice(0, 19)}.000Z` ? ms * 1000 : null;
}
