/** What is wrong with a unit id. */
export type UnitIdFault =
  | "not_text"
  | "empty"
  | "text_undefined"
  | "too_long"
  | "separator"
  | "unpaired_surrogate";

const MAX_BYTES = 512;

/**
 * Why a value cannot be a unit id, or `undefined` when it can.
 *
 * An id is a non-empty string of at most 512 UTF-8 bytes without U+001F and without unpaired
 * surrogates. A number is refused, not turned into text: `7` and `"7"` would be two people in one
 * system and one person in the next. The text "undefined" is what a missing id becomes in a
 * template, and as an id it would put all of those visitors into one arm.
 */
export function unitIdFault(value: unknown): UnitIdFault | undefined {
  if (typeof value !== "string") return "not_text";
  const length = value.length;
  if (length === 0) return "empty";
  if (length > MAX_BYTES) return "too_long";
  if (value === "undefined") return "text_undefined";
  let bytes = length;
  for (let index = 0; index < length; index += 1) {
    const code = value.charCodeAt(index);
    if (code === 0x1f) return "separator";
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    if ((code & 0xf800) !== 0xd800) continue;
    const next = index + 1 < length ? value.charCodeAt(index + 1) : 0;
    if (code > 0xdbff || (next & 0xfc00) !== 0xdc00) return "unpaired_surrogate";
    // A pair is four bytes from two units, of which the length has counted two.
    index += 1;
  }
  return bytes > MAX_BYTES ? "too_long" : undefined;
}
