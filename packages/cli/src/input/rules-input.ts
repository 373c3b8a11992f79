import { asciiFold, attributionRules, clickIdLabels, defaultFraudRules } from "@liftproof/attribution";
import type { AttributionRulesInput, ChannelRule, ClickIdLabel, FraudRules } from "@liftproof/attribution";
import { parseInstant } from "@liftproof/events";
import { parseDuration } from "../options/parse-duration.ts";
import type { DistrustRecord, RequirementRecord, RuleOfChannel, RulesFile } from "./rules-schema.ts";

/** How each rule is read from the file; `undefined` keeps its default. */
export const rulesOfFile: { readonly [Field in keyof AttributionRulesInput]?: (file: RulesFile) => AttributionRulesInput[Field] | undefined } = {
  lookbackUs: ({ lookback }) => microsOrNone("lookback", lookback),
  proofWindowUs: ({ proof_window: text }) => microsOrNone("proof_window", text),
  partnerProofWindowUs: ({ partner_proof_window: text }) => microsOrNone("partner_proof_window", text),
  graceUs: ({ grace }) => micros("grace", grace),
  finalAfterUs: ({ final_after: text }) => micros("final_after", text),
  maxReceiptDelayUs: ({ max_receipt_delay: text }) => micros("max_receipt_delay", text),
  collapseGapUs: ({ collapse }) => microsOrNone("collapse", collapse),
  halfLifeUs: ({ half_life: text }) => micros("half_life", text),
  positionWeights: ({ position }) => position,
  conversionIsTouch: ({ conversion_is_touch: flag }) => flag,
  resetAtOrder: ({ reset }) => reset,
  ownDomains: ({ own_domains: domains }) => domains,
  excludedReferrers: ({ excluded_referrers: domains }) => domains,
  channelEdition: ({ channel_edition: edition }) => edition,
  customChannelRules: ({ channels }) => channels?.map(channelRuleOf),
  fraud: ({ fraud }) => fraudRulesOf(fraud),
  checkoutGuard: ({ checkout_guard: flag }) => flag,
  couponSources: ({ coupon_sources: sources }) => sources,
  viewThrough: ({ view_through: seen }) => (seen === undefined ? undefined : { lookbackUs: parseDuration("view_through.lookback", seen.lookback), eventNames: seen.events ?? [] }),
  proofMode: ({ proof_mode: mode }) => mode,
  requireProof: ({ require_proof: entries }) => entries?.map(requirementOf),
  distrust: ({ distrust }) => distrust?.map(distrustedOf),
  ignoredEventPrefixes: ({ ignored_event_prefixes: prefixes }) => prefixes,
  clickIds: ({ click_ids: labels }) => (labels === undefined ? undefined : withOwnClickIds(labels)),
  referrers: ({ referrers, channel_edition: edition }) => {
    if (referrers === undefined) return undefined;
    const usual = attributionRules(edition === undefined ? {} : { channelEdition: edition }).referrers;
    return [...referrers.map(({ pattern, source = null, medium }) => ({ pattern, source, medium })), ...usual];
  },
};

/** The rules of a file that has the shape of one. */
export function rulesInput(file: RulesFile): AttributionRulesInput {
  const read = Object.entries(rulesOfFile).map(([field, of]) => [field, of(file)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function micros(key: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(key, text);
}

function microsOrNone(key: string, text: string | undefined): number | null | undefined {
  return text === "none" ? null : micros(key, text);
}

/** Off unless the file asks for it; `fraud: true` asks for the default windows. */
function fraudRulesOf(file: RulesFile["fraud"]): FraudRules | null | undefined {
  if (file === undefined) return undefined;
  if (file === false) return null;
  if (file === true) return defaultFraudRules;
  return {
    mode: file.mode ?? defaultFraudRules.mode,
    windows: file.windows?.map(({ within, at_most: maxTouches }) => ({ windowUs: parseDuration("fraud.windows.within", within), maxTouches })) ?? defaultFraudRules.windows,
    allowedDevices: file.allowed_devices ?? [],
  };
}

function channelRuleOf({ channel, all, any }: RuleOfChannel): ChannelRule {
  return { channel, ...(all === undefined ? {} : { all }), ...(any === undefined ? {} : { any }) };
}

function requirementOf({ campaign, partner, keys }: RequirementRecord): NonNullable<AttributionRulesInput["requireProof"]>[number] {
  return {
    ...(campaign === undefined ? {} : { campaign }),
    ...(partner === undefined ? {} : { partner }),
    ...(keys === undefined ? {} : { keyIds: keys.map(String) }),
  };
}

function distrustedOf({ key, from, to }: DistrustRecord): NonNullable<AttributionRulesInput["distrust"]>[number] {
  return { keyId: String(key), fromUs: from === undefined ? null : parseInstant(from), toUs: to === undefined ? null : parseInstant(to) };
}

/** A kind of the file's own takes the place of ours: one kind has one meaning. */
function withOwnClickIds(own: readonly ClickIdLabel[]): readonly ClickIdLabel[] {
  const kinds = new Set(own.map(({ kind }) => asciiFold(kind)));
  return [...own, ...clickIdLabels.filter(({ kind }) => !kinds.has(asciiFold(kind)))];
}
