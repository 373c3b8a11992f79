import { asciiFold } from "./channels/ascii-fold.ts";
import type { ChannelCondition, ChannelRule } from "./channels/channel-rule.ts";
import { channelRules } from "./channels/channel-rules.ts";
import { foldedPattern } from "./channels/folded-pattern.ts";
import { patternFault } from "./channels/pattern-fault.ts";
import { requireChannelRule } from "./channels/require-channel-rule.ts";
import type { ChannelEdition } from "./channels/ga4-channel-rules.ts";
import type { ClickIdLabel } from "./click-id-labels.ts";
import { clickIdLabels } from "./click-id-labels.ts";
import { couponSources } from "./coupon-sources.ts";
import type { DistrustedKey } from "./proof/distrusted-key.ts";
import { requireDistrusted } from "./proof/distrusted-key.ts";
import type { ProofMode, ProofRequirement } from "./proof/proof-requirement.ts";
import { requireRequirement, trimmedRequirement } from "./proof/proof-requirement.ts";
import type { ViewThroughRules } from "./view-through/view-through-rules.ts";
import { requireViewThrough } from "./view-through/view-through-rules.ts";
import type { FraudRules } from "./fraud/fraud-rules.ts";
import { excludedReferrers } from "./excluded-referrers.ts";
import type { ReferrerLabel } from "./referrer-labels.ts";
import { referrerLabels } from "./referrer-labels.ts";
import { requireNumbers } from "./require-numbers.ts";
import { requireShape } from "./require-shape.ts";

/** Everything an owner may decide about attribution. Durations are microseconds. */
export interface AttributionRules {
  /** How far back a touch may lie, both ends inclusive; `null` is without limit. */
  readonly lookbackUs: number | null;
  /** How long our own proof outranks later evidence; `null` is the whole lookback. */
  readonly proofWindowUs: number | null;
  /** The same for tokens that name a partner or a referrer. */
  readonly partnerProofWindowUs: number | null;
  /** How late an ordinary touch may be received and still win an order placed before. */
  readonly graceUs: number;
  /** How long after the order its row may still change. */
  readonly finalAfterUs: number;
  /** A client's instant older than this at receipt is not believed. */
  readonly maxReceiptDelayUs: number;
  /** Repeats of one label set closer than this are one touch in multi-touch paths; `null` keeps them all. */
  readonly collapseGapUs: number | null;
  /**
   * What proof does. `enforce`: it outranks claims, and claims of `requireProof` without it are rejected. `report`: it
   * outranks claims and rejects none. `off`: tokens are not read.
   */
  readonly proofMode: ProofMode;
  /** Campaigns and partners whose claims count only with proof, so that nobody gains by stripping the token. */
  readonly requireProof: readonly ProofRequirement[];
  /** Times from which a key's tokens are no longer believed, whenever they were judged. */
  readonly distrust: readonly DistrustedKey[];
  /** The velocity filter; `null` leaves it off. */
  readonly fraud: FraudRules | null;
  /**
   * Lets impressions earn orders that no click led to; `null` leaves impressions out.
   */
  readonly viewThrough: ViewThroughRules | null;
  /** Whether the event of an order may be a touch of that same order. */
  readonly conversionIsTouch: boolean;
  /** Whether claims of partners, affiliates and coupon sources that come after the start of a checkout are kept from its order. */
  readonly checkoutGuard: boolean;
  /** Sources that such claims come from beside partners and affiliates, without regard to ASCII case. */
  readonly couponSources: readonly string[];
  /** Whether the touches up to an order are spent by it. */
  readonly resetAtOrder: boolean;
  /** Weights of the first touch, the middle together, and the last; whole numbers. */
  readonly positionWeights: readonly [first: number, middle: number, last: number];
  /** Age at which a touch weighs half in time decay. */
  readonly halfLifeUs: number;
  /** Event names that begin so are never touches. */
  readonly ignoredEventPrefixes: readonly string[];
  /** Own hosts; a referrer at or below one is internal. */
  readonly ownDomains: readonly string[];
  readonly excludedReferrers: readonly string[];
  readonly clickIds: readonly ClickIdLabel[];
  readonly referrers: readonly ReferrerLabel[];
  readonly channelRulesVersion: string;
  readonly channelRules: readonly ChannelRule[];
}

/** What {@link attributionRules} takes: any rule, plus the edition and the custom rules its grouping is built from. */
export type AttributionRulesInput = Partial<Omit<AttributionRules, "channelRules" | "channelRulesVersion">> & {
  readonly channelEdition?: ChannelEdition;
  /** In front of every other channel rule. */
  readonly customChannelRules?: readonly ChannelRule[];
};

const microsPerHour = 3_600_000_000;
const microsPerDay = 24 * microsPerHour;

const defaults: Omit<AttributionRules, "channelRules" | "channelRulesVersion" | "referrers"> = {
  lookbackUs: 7 * microsPerDay,
  proofWindowUs: null,
  partnerProofWindowUs: 24 * microsPerHour,
  graceUs: 48 * microsPerHour,
  finalAfterUs: 48 * microsPerHour,
  maxReceiptDelayUs: 7 * microsPerDay + 300_000_000,
  collapseGapUs: 1_800_000_000,
  proofMode: "enforce",
  requireProof: [],
  distrust: [],
  fraud: null,
  viewThrough: null,
  conversionIsTouch: false,
  checkoutGuard: true,
  couponSources,
  resetAtOrder: false,
  positionWeights: [40, 20, 40],
  halfLifeUs: 7 * microsPerDay,
  ignoredEventPrefixes: ["exp.", "identity.", "profile."],
  ownDomains: [],
  excludedReferrers,
  clickIds: clickIdLabels,
};

const ruleNames: readonly string[] = [...Object.keys(defaults), "referrers", "channelEdition", "customChannelRules"];

/**
 * The rules in force: the defaults for a checkout with the given changes.
 *
 * Under the edition of 2023-11 an assistant is a plain referrer, because that grouping has no channel for it.
 *
 * Patterns are folded as the values are that they are searched in.
 *
 * @throws RangeError for an unknown key, a value that a rule cannot have, a channel rule without conditions, and a pattern
 * that ECMAScript and RE2 do not share or that could take forever.
 */
export function attributionRules(input: AttributionRulesInput = {}): AttributionRules {
  requireShape(input, ruleNames);
  const { channelEdition = "2026-05", customChannelRules = [], ...changes } = input;
  for (const rule of customChannelRules) requireChannelRule(rule);
  const referrers = referrerLabels.map((label) =>
    channelEdition === "2023-11" && label.medium === "ai-assistant" ? { ...label, medium: "referral" } : label,
  );
  const rules: AttributionRules = {
    ...defaults,
    referrers,
    ...changes,
    ...(changes.referrers === undefined ? {} : { referrers: changes.referrers.map(foldedReferrer) }),
    ownDomains: (changes.ownDomains ?? []).map(asciiFold),
    requireProof: (changes.requireProof ?? []).map(trimmedRequirement),
    couponSources: (changes.couponSources ?? couponSources).map(asciiFold),
    excludedReferrers: (changes.excludedReferrers ?? excludedReferrers).map(asciiFold),
    channelRulesVersion: `ga4-${channelEdition}`,
    channelRules: channelRules(channelEdition, customChannelRules.map(foldedRule)),
  };
  requireNumbers(rules);
  if (rules.viewThrough !== null) requireViewThrough(rules.viewThrough);
  for (const requirement of rules.requireProof) requireRequirement(requirement);
  for (const distrusted of rules.distrust) requireDistrusted(distrusted);
  return rules;
}

const usualPatterns: ReadonlySet<string> = new Set(referrerLabels.map(({ pattern }) => pattern));

function foldedReferrer(label: ReferrerLabel): ReferrerLabel {
  if (usualPatterns.has(label.pattern)) return label;
  const fault = patternFault(label.pattern);
  if (fault !== null) throw new RangeError(`referrers: expected ${fault}, got ${JSON.stringify(label.pattern)}`);
  return { ...label, pattern: foldedPattern(label.pattern) };
}

function foldedRule(rule: ChannelRule): ChannelRule {
  return {
    channel: rule.channel,
    ...(rule.all === undefined ? {} : { all: rule.all.map(foldedCondition) }),
    ...(rule.any === undefined ? {} : { any: rule.any.map(foldedCondition) }),
  };
}

/** Values are compared folded. */
function foldedCondition(condition: ChannelCondition): ChannelCondition {
  if (condition.op === "in") return { ...condition, value: condition.value.map(asciiFold) };
  if (condition.op === "contains" || condition.op === "endsWith") return { ...condition, value: asciiFold(condition.value) };
  if (condition.op === "matches") return { ...condition, value: foldedPattern(condition.value) };
  return condition;
}
