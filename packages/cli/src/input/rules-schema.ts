import { patternFault } from "@liftproof/attribution";
import type { ChannelRule, FraudRules, ProofMode } from "@liftproof/attribution";
import { parseInstant } from "@liftproof/events";
import * as z from "zod";
import { isCurrency } from "../attribute/is-currency.ts";

/** A rules.yaml without a fault. Durations are text, as in 7d. */
export interface RulesFile {
  readonly lookback?: string | undefined;
  readonly proof_window?: string | undefined;
  readonly partner_proof_window?: string | undefined;
  readonly grace?: string | undefined;
  readonly final_after?: string | undefined;
  readonly max_receipt_delay?: string | undefined;
  readonly collapse?: string | undefined;
  readonly half_life?: string | undefined;
  readonly position?: readonly [number, number, number] | undefined;
  readonly conversion_is_touch?: boolean | undefined;
  readonly reset?: boolean | undefined;
  readonly own_domains?: readonly string[] | undefined;
  readonly excluded_referrers?: readonly string[] | undefined;
  readonly channel_edition?: "2023-11" | "2026-05" | undefined;
  readonly channels?: readonly RuleOfChannel[] | undefined;
  readonly fraud?: boolean | FraudRecord | undefined;
  readonly checkout_guard?: boolean | undefined;
  readonly coupon_sources?: readonly string[] | undefined;
  readonly view_through?: { readonly lookback: string; readonly events?: readonly string[] | undefined } | undefined;
  readonly referral?: ReferralRecord | undefined;
  readonly proof_mode?: ProofMode | undefined;
  readonly require_proof?: readonly RequirementRecord[] | undefined;
  readonly distrust?: readonly DistrustRecord[] | undefined;
  readonly ignored_event_prefixes?: readonly string[] | undefined;
  readonly click_ids?: readonly { readonly kind: string; readonly source: string; readonly medium: string }[] | undefined;
  readonly referrers?: readonly { readonly pattern: string; readonly source?: string | undefined; readonly medium: string }[] | undefined;
}

/** A channel rule as the file has it. */
export interface RuleOfChannel {
  readonly channel: string;
  readonly all?: ChannelRule["all"] | undefined;
  readonly any?: ChannelRule["any"] | undefined;
}

/** One campaign or one partner whose claims need proof. */
export interface RequirementRecord {
  readonly campaign?: string | undefined;
  readonly partner?: string | undefined;
  readonly keys?: readonly (string | number)[] | undefined;
}

/** A key that is not believed between two instants, ISO 8601 with a zone. */
export interface DistrustRecord {
  readonly key: string | number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A referral program: one award, in minor units or in hundredths of a percent of the order. */
export interface ReferralRecord {
  readonly currency: string;
  readonly award_minor?: number | undefined;
  readonly award_basis_points?: number | undefined;
  readonly cap_minor?: number | undefined;
  readonly lookback?: string | undefined;
  readonly hold?: string | undefined;
  readonly once_per_referee?: boolean | undefined;
  readonly new_customers_only?: boolean | undefined;
  readonly proven_only?: boolean | undefined;
}

interface FraudRecord {
  readonly mode?: FraudRules["mode"] | undefined;
  readonly windows?: readonly { readonly within: string; readonly at_most: number }[] | undefined;
  readonly allowed_devices?: readonly string[] | undefined;
}

const durationText = z.string().regex(/^\d{1,6}[smhdw]$/u);
const durationOrNoneText = z.union([z.literal("none"), durationText]);
const field = z.enum(["source", "medium", "campaign", "partner", "referrerCode"]);
const pattern = z.string().superRefine((text, context) => {
  const fault = patternFault(text);
  if (fault !== null) context.addIssue({ code: "custom", params: { expected: fault } });
});
// By op, so that a fault is about the key that has it and not about every form a condition might have had.
const condition = z.discriminatedUnion("op", [
  z.strictObject({ field, op: z.enum(["present", "absent"]) }),
  z.strictObject({ field, op: z.literal("in"), value: z.array(z.string()).min(1) }),
  z.strictObject({ field, op: z.enum(["contains", "endsWith"]), value: z.string().min(1) }),
  z.strictObject({ field, op: z.literal("matches"), value: pattern }),
]);
const conditions = z.array(condition).min(1).optional();
const channelRule = z.strictObject({ channel: z.string().min(1), all: conditions, any: conditions }).refine(({ all, any }) => all !== undefined || any !== undefined);
const word = z.string().regex(/\S/u);
// Whatever holds a scheme, a port, a path or a space is no host that a referrer could have.
const domain = z.string().regex(/^[^\s/:?#@*]+$/u);
// A number is what an id looks like to whoever writes YAML by hand.
const keyId = z.union([z.int().min(0).max(255), z.string().regex(/^(?:0|[1-9]\d{0,2})$/u).refine((text) => Number(text) <= 255)]);
const instant = z.string().refine((text) => parseInstant(text) !== null);
const requirement = z
  .strictObject({ campaign: word.optional(), partner: word.optional(), keys: z.array(keyId).min(1).optional() })
  .refine(({ campaign, partner }) => (campaign === undefined) !== (partner === undefined));
const distrusted = z
  .strictObject({ key: keyId, from: instant.optional(), to: instant.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || (parseInstant(from) ?? 0) <= (parseInstant(to) ?? 0));
const clickId = z.strictObject({ kind: word, source: word, medium: word });
const referrer = z.strictObject({ pattern, source: word.optional(), medium: word });
const minorUnits = z.int().min(1);
const referral = z
  .strictObject({
    currency: z.string().refine(isCurrency),
    award_minor: minorUnits.optional(),
    award_basis_points: z.int().min(1).max(10_000).optional(),
    cap_minor: minorUnits.optional(),
    lookback: durationText.optional(),
    hold: durationText.optional(),
    once_per_referee: z.boolean().optional(),
    new_customers_only: z.boolean().optional(),
    proven_only: z.boolean().optional(),
  })
  .refine(({ award_minor: fixed, award_basis_points: share, cap_minor: cap }) => (fixed === undefined) !== (share === undefined) && (cap === undefined || share !== undefined));
const weight = z.int().min(0).max(1_000_000);
const fraudWindow = z.strictObject({ within: durationText, at_most: z.int().min(1) });
const fraudRecord = z.strictObject({ mode: z.enum(["burst", "excess"]).optional(), windows: z.array(fraudWindow).min(1).optional(), allowed_devices: z.array(z.string()).optional() });

/** The shape of rules.yaml. */
export const rulesSchema: z.ZodType<RulesFile> = z.strictObject({
  lookback: durationOrNoneText.optional(),
  proof_window: durationOrNoneText.optional(),
  partner_proof_window: durationOrNoneText.optional(),
  grace: durationText.optional(),
  final_after: durationText.optional(),
  max_receipt_delay: durationText.optional(),
  collapse: durationOrNoneText.optional(),
  half_life: durationText.refine((text) => !/^0+[smhdw]$/u.test(text)).optional(),
  position: z.tuple([weight, weight, weight]).refine((weights) => weights.some((part) => part > 0)).optional(),
  conversion_is_touch: z.boolean().optional(),
  reset: z.boolean().optional(),
  own_domains: z.array(domain).optional(),
  excluded_referrers: z.array(domain).optional(),
  channel_edition: z.enum(["2023-11", "2026-05"]).optional(),
  channels: z.array(channelRule).optional(),
  fraud: z.union([z.boolean(), fraudRecord]).optional(),
  checkout_guard: z.boolean().optional(),
  coupon_sources: z.array(word).optional(),
  view_through: z.strictObject({ lookback: durationText, events: z.array(word).optional() }).optional(),
  referral: referral.optional(),
  proof_mode: z.enum(["off", "report", "enforce"]).optional(),
  require_proof: z.array(requirement).optional(),
  distrust: z.array(distrusted).optional(),
  ignored_event_prefixes: z.array(z.string().min(1)).optional(),
  click_ids: z.array(clickId).optional(),
  referrers: z.array(referrer).optional(),
});
