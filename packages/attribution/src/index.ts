export type {
  JudgedTouch,
  ProofState,
  TokenEvidence,
  Touch,
  TouchLabels,
  TouchRejection,
  TouchTier,
} from "./touch.ts";
export type { Order } from "./order.ts";
export type { AttributionFact, WinnerReason } from "./attribution-fact.ts";
export { type FactColumn, factColumns } from "./fact-columns.ts";
export { type AttributionRules, type AttributionRulesInput, attributionRules } from "./attribution-rules.ts";
export { type ClickIdLabel, clickIdLabels } from "./click-id-labels.ts";
export { type ReferrerLabel, referrerLabels } from "./referrer-labels.ts";
export { excludedReferrers } from "./excluded-referrers.ts";
export type { ChannelCondition, ChannelField, ChannelRule, ChannelSubject } from "./channels/channel-rule.ts";
export { type ChannelEdition, ga4ChannelRules } from "./channels/ga4-channel-rules.ts";
export { productChannelRules } from "./channels/product-channel-rules.ts";
export { channelRules } from "./channels/channel-rules.ts";
export { channelOf } from "./channels/channel-of.ts";
export { unassignedChannel } from "./channels/unassigned-channel.ts";
export { type SourceCategory, type SourceList, sourceTable } from "./channels/source-table.ts";
export { sourcePattern } from "./channels/source-pattern.ts";
export { hostPattern } from "./channels/host-pattern.ts";
export { asciiFold } from "./channels/ascii-fold.ts";
export { neverVisibleUs } from "./never-visible-us.ts";
export { meaningfulLabel } from "./meaningful-label.ts";
export { nothingWords } from "./nothing-words.ts";
export { type NoTouchReason, type TouchVerdict, touchVerdict } from "./touch-verdict.ts";
export { touchOf } from "./touch-of.ts";
export { type NoOrderReason, type OrderVerdict, orderVerdict } from "./order-verdict.ts";
export { orderOf } from "./order-of.ts";
export { type CheckoutStarts, checkoutStarts } from "./checkout-starts.ts";
export { checkoutVisitUs } from "./checkout-visit-us.ts";
export { couponSources } from "./coupon-sources.ts";
export { judgeProof } from "./proof/judge-proof.ts";
export type { ViewThroughRules } from "./view-through/view-through-rules.ts";
export type { FraudRules, FraudWindow } from "./fraud/fraud-rules.ts";
export { defaultFraudRules } from "./fraud/default-fraud-rules.ts";
export { fraudRejections } from "./fraud/fraud-rejections.ts";
export type { AttributionInput } from "./journeys.ts";
export { attributeOrders } from "./attribute-orders.ts";
export { directChannel } from "./direct-channel.ts";
export { engineVersion } from "./engine-version.ts";
export { rulesHash } from "./rules-hash.ts";
export type { ModelName } from "./models/model-name.ts";
export { type AttributionCredit, type CreditInput, creditOrders } from "./credit-orders.ts";
export { type PathTransform, pathTransforms } from "./paths/path-transform.ts";
export { transformedChannels } from "./paths/transformed-channels.ts";
export { firstExposures } from "./paths/first-exposures.ts";
export { lastExposures } from "./paths/last-exposures.ts";
export { collapsedRuns } from "./paths/collapsed-runs.ts";
export { type AmountPart, splitAmount } from "./models/split-amount.ts";
export { type ChannelTouchInput, channelTouch } from "./channel-touch.ts";
export { type ChannelModel, type ChannelTotals, type ChannelTotalsInput, channelTotals } from "./channel-totals.ts";
export { type CampaignTotal, campaignTotals } from "./spend/campaign-totals.ts";
export type { SpendRow } from "./spend/spend-row.ts";
export { type SpendPeriod, type SpendTotal, spendTotals } from "./spend/spend-totals.ts";
export { type SpendReturn, type SpendReturnsInput, spendReturns } from "./spend/spend-returns.ts";
export type { ExactRatio } from "./spend/exact-ratio.ts";
export { ratioText } from "./spend/ratio-text.ts";
export { type ChannelChange, type ChannelChanges, channelChanges } from "./channel-changes/channel-changes.ts";
export { type ChangeText, channelChangeLines } from "./channel-changes/channel-change-lines.ts";
export type { JointModel } from "./joint-totals.ts";
export type { ChannelTotal } from "./models/channel-ledger.ts";
export { type DecimalFormat, decimalText } from "./models/decimal-text.ts";
export { exactDigits } from "./models/exact-digits.ts";
export type { ChannelPath } from "./models/channel-path.ts";
export { type ShapleyShare, shapleyShares } from "./models/shapley-shares.ts";
export { type MarkovModel, type MarkovShare, markovShares } from "./models/markov-shares.ts";
export { type ExplainedTouch, type OrderExplanation, type TouchFate, explainOrder } from "./explain-order.ts";
export { type AwardAmount, type ReferralRules, type ReferralRulesInput, referralRules } from "./referral/referral-rules.ts";
export { type ReferralClick, referralClickOf } from "./referral/referral-click.ts";
export { type Refund, refundOf } from "./referral/refund.ts";
export type { Restatement, RestatementCause } from "./restatement/restatement.ts";
export { factText } from "./restatement/fact-text.ts";
export { type RestatedFacts, type RestatementInput, restatements } from "./restatement/restatements.ts";
export { paymentOf } from "./referral/payment-of.ts";
export type { IdentityOf } from "./referral/referral-book.ts";
export type { ReferralDecision } from "./referral/referral-decision.ts";
export type { ReferralEntry, ReferralEntryKind, ReferralEntryReason } from "./referral/referral-entry.ts";
export type { NoAwardReason } from "./referral/no-award-reason.ts";
export { type ReferralAdvance, type ReferralInput, advanceReferralLedger } from "./referral/advance-referral-ledger.ts";
export { type AwardStanding, awardStandings } from "./referral/award-standings.ts";
export type { ProofMode, ProofRequirement } from "./proof/proof-requirement.ts";
export type { DistrustedKey } from "./proof/distrusted-key.ts";
export type { LoweredKey, ProofKnowledge } from "./proof/proof-knowledge.ts";
export { type OwnedEvent, referrerCodes } from "./referral/referrer-codes.ts";
