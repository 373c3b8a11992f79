/**
 * The digest itself, once it is known to be one.
 *
 * @throws RangeError unless it is 64 lower-case hexadecimal digits.
 */
export function sha256Text(sha256Hex: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256Hex)) throw new RangeError("sha256Hex: expected 64 lower-case hexadecimal digits");
  return sha256Hex;
}
