import type { AwardAmount } from "./referral-rules.ts";

/** Minor units that an order of this value earns; never more than the order. Exact for every safe integer. */
export function awardMinor(award: AwardAmount, valueMinor: number): number {
  if (valueMinor <= 0) return 0;
  if (award.kind === "fixed") return Math.min(award.amountMinor, valueMinor);
  const share = Number((BigInt(valueMinor) * BigInt(award.basisPoints)) / 10_000n);
  return award.capMinor === null ? share : Math.min(share, award.capMinor);
}
