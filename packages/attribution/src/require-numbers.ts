import type { FraudWindow } from "./fraud/fraud-rules.ts";

/** The numbers among the rules. */
export interface RuleNumbers {
  readonly lookbackUs: number | null;
  readonly proofWindowUs: number | null;
  readonly partnerProofWindowUs: number | null;
  readonly graceUs: number;
  readonly finalAfterUs: number;
  readonly maxReceiptDelayUs: number;
  readonly collapseGapUs: number | null;
  readonly halfLifeUs: number;
  readonly fraud: { readonly windows: readonly FraudWindow[] } | null;
  readonly positionWeights: readonly number[];
}

/** Rules for which `null` means something. */
const maybeNone = ["lookbackUs", "proofWindowUs", "partnerProofWindowUs", "collapseGapUs"] as const;
const always = ["graceUs", "finalAfterUs", "maxReceiptDelayUs"] as const;

/** @throws RangeError when a duration or a weight is negative or not a whole number, or all position weights are zero. */
export function requireNumbers(rules: RuleNumbers): void {
  for (const name of [...maybeNone, ...always]) {
    const value = rules[name];
    if (value === null && maybeNone.some((one) => one === name)) continue;
    if (!(Number.isSafeInteger(value) && (value ?? -1) >= 0)) throw new RangeError(`${name}: expected a whole number of microseconds of at least 0, got ${value}`);
  }
  for (const { windowUs, maxTouches } of rules.fraud?.windows ?? []) {
    if (!(Number.isSafeInteger(windowUs) && windowUs >= 0 && Number.isSafeInteger(maxTouches) && maxTouches >= 1)) {
      throw new RangeError(`fraud: expected windows of whole microseconds and at least 1 touch, got ${windowUs} and ${maxTouches}`);
    }
  }
  if (!(Number.isSafeInteger(rules.halfLifeUs) && rules.halfLifeUs > 0)) {
    throw new RangeError(`halfLifeUs: expected a whole number of microseconds above 0, got ${rules.halfLifeUs}`);
  }
  const weights = rules.positionWeights;
  const inRange = weights.length === 3 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0 && weight <= 1_000_000);
  if (!inRange || weights.every((weight) => weight === 0)) {
    throw new RangeError(`positionWeights: expected three whole numbers from 0 to 1000000, not all zero, got ${weights.join(", ")}`);
  }
}
