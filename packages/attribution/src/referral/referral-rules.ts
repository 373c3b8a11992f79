/** What one award is worth. */
export type AwardAmount =
  | { readonly kind: "fixed"; readonly amountMinor: number }
  /** A share of the order's value in hundredths of a percent, rounded down, at most `capMinor`. */
  | { readonly kind: "share"; readonly basisPoints: number; readonly capMinor: number | null };

/** Everything an owner may decide about a referral program. Durations are microseconds. */
export interface ReferralRules {
  readonly award: AwardAmount;
  /** ISO 4217. Orders in another currency earn nothing: a rate is not ours to choose. */
  readonly currency: string;
  /** How far before the order the referral's click may lie, both ends inclusive. */
  readonly lookbackUs: number;
  /** How long an award is pending, so that an order sent back in time never costs anything. */
  readonly holdUs: number;
  /** One standing award per referred person; an award clawed back whole no longer stands. */
  readonly oncePerReferee: boolean;
  /** Only a person's first order earns an award; an order that was given back whole does not count as one. */
  readonly newCustomersOnly: boolean;
  /** Only clicks that are proven count: made through our redirector and confirmed, or of a trusted key. */
  readonly provenOnly: boolean;
}

/** What {@link referralRules} takes: the award and its currency, and any other rule to change. */
export type ReferralRulesInput = Pick<ReferralRules, "award" | "currency"> & Partial<ReferralRules>;

const dayUs = 86_400_000_000;

/**
 * The rules in force: thirty days of lookback and of hold, once per referee, new customers, proven clicks.
 *
 * @throws RangeError when an amount, share or duration is negative or not whole, or the currency is no three capital letters.
 */
export function referralRules(input: ReferralRulesInput): ReferralRules {
  const rules: ReferralRules = {
    lookbackUs: 30 * dayUs,
    holdUs: 30 * dayUs,
    oncePerReferee: true,
    newCustomersOnly: true,
    provenOnly: true,
    ...input,
  };
  const { award } = rules;
  if (award.kind === "fixed") requireWhole("award.amountMinor", award.amountMinor, 1);
  else {
    requireWhole("award.basisPoints", award.basisPoints, 1);
    if (award.basisPoints > 10_000) throw new RangeError(`award.basisPoints: expected at most 10000, the whole order, got ${award.basisPoints}`);
    if (award.capMinor !== null) requireWhole("award.capMinor", award.capMinor, 1);
  }
  requireWhole("lookbackUs", rules.lookbackUs, 0);
  requireWhole("holdUs", rules.holdUs, 0);
  if (!/^[A-Z]{3}$/.test(rules.currency)) throw new RangeError(`currency: expected an ISO 4217 code such as EUR, got ${rules.currency}`);
  return rules;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name}: expected a whole number of at least ${least}, got ${value}`);
}
