/**
 * The instant itself, once it is known to be one.
 *
 * @throws RangeError unless it is a safe integer.
 */
export function wholeMicros(value: number, name: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name}: expected whole epoch microseconds, got ${value}`);
  return value;
}
