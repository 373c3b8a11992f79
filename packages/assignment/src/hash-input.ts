/** The stage of a decision that draws a number. */
export type HashPurpose = "layer" | "coverage" | "assign";

/**
 * The text that hash version 1 reads: `lp1`, the purpose, the salt and the unit, parted by U+001F.
 *
 * The separator may not occur in ids and salts, so two different triples never give one text.
 */
export function hashInput(purpose: HashPurpose, salt: string, unitId: string): string {
  return `lp1\u001f${purpose}\u001f${salt}\u001f${unitId}`;
}
