import { hashInput } from "./hash-input.ts";
import type { HashPurpose } from "./hash-input.ts";
import { murmur3Utf8 } from "./murmur3-utf8.ts";

/**
 * Hash version 1: the point on the circle of 2^32 on which a unit stands for one purpose.
 *
 * @param purpose - The stage that asks. Every stage draws its own number, so that a slice by
 *   coverage tells nothing about the arm.
 * @param salt - The layer's id for `layer`, the experiment's salt otherwise.
 * @param unitId - Hashed as given: no Unicode normalization, no change of case.
 * @returns An unsigned 32-bit integer.
 */
export function murmur3(purpose: HashPurpose, salt: string, unitId: string): number {
  return murmur3Utf8(hashInput(purpose, salt, unitId));
}
