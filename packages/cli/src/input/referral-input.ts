import type { ReferralRulesInput } from "@liftproof/attribution";
import { parseDuration } from "../options/parse-duration.ts";
import type { ReferralRecord } from "./rules-schema.ts";

/** The referral program of a rules.yaml; what it does not say keeps its default. */
export function referralInput(program: ReferralRecord): ReferralRulesInput {
  const { currency, award_minor: amountMinor, award_basis_points: basisPoints = 0, cap_minor: capMinor = null, lookback, hold } = program;
  const { once_per_referee: oncePerReferee, new_customers_only: newCustomersOnly, proven_only: provenOnly } = program;
  return {
    currency,
    award: amountMinor === undefined ? { kind: "share", basisPoints, capMinor } : { kind: "fixed", amountMinor },
    ...(lookback === undefined ? {} : { lookbackUs: parseDuration("referral.lookback", lookback) }),
    ...(hold === undefined ? {} : { holdUs: parseDuration("referral.hold", hold) }),
    ...(oncePerReferee === undefined ? {} : { oncePerReferee }),
    ...(newCustomersOnly === undefined ? {} : { newCustomersOnly }),
    ...(provenOnly === undefined ? {} : { provenOnly }),
  };
}
