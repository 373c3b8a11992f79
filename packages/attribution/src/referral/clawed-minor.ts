/** Part of an award that refunds take back in all, and the amounts it depends on, in minor units. */
export interface ClawedInput {
  readonly awardMinor: number;
  /** All refunds of the order together. */
  readonly refundedMinor: number;
  /** Value of the order, above zero. */
  readonly valueMinor: number;
}

/**
 * How much of an award has to be taken back once so much of its order is refunded: in proportion, rounded down, and
 * all of it for a full refund. It depends on the sum of the refunds alone, so their parts and order do not matter.
 */
export function clawedMinor({ awardMinor, refundedMinor, valueMinor }: ClawedInput): number {
  const refunded = Math.min(Math.max(refundedMinor, 0), valueMinor);
  return Number((BigInt(awardMinor) * BigInt(refunded)) / BigInt(valueMinor));
}
