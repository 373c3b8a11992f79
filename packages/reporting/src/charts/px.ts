/** A coordinate to a hundredth of a pixel: enough for any screen, and the same bytes on every engine. */
export function px(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`px: expected a finite coordinate, got ${value}`);
  return String(Math.round(value * 100) / 100 + 0);
}
