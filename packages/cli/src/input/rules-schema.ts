import type { ChannelRule, FraudRules } from "@liftproof/attribution";
import * as z from "zod";

/** A rules.yaml without a fault. Durations are text, as in 7d. */
export interface RulesFile {
  readonly lookback?: string | undefined;
  readonly proof_window?: string | undefined;
  readonly partner_proof_window?: string | undefined;
  readonly grace?: string | undefined;
  readonly final_after?: string | undefined;
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
}

/** A channel rule as the file has it. */
export interface RuleOfChannel {
  readonly channel: string;
  readonly all?: ChannelRule["all"] | undefined;
  readonly any?: ChannelRule["any"] | undefined;
}

interface FraudRecord {
  readonly mode?: FraudRules["mode"] | undefined;
  readonly windows?: readonly { readonly within: string; readonly at_most: number }[] | undefined;
  readonly allowed_devices?: readonly string[] | undefined;
}

const durationText = z.string().regex(/^\d{1,6}[smhdw]$/u);
const durationOrNoneText = z.union([z.literal("none"), durationText]);
const field = z.enum(["source", "medium", "campaign", "partner", "referrerCode"]);
// By op, so that a fault is about the key that has it and not about every form a condition might have had.
const condition = z.discriminatedUnion("op", [
  z.strictObject({ field, op: z.enum(["present", "absent"]) }),
  z.strictObject({ field, op: z.literal("in"), value: z.array(z.string()).min(1) }),
  z.strictObject({ field, op: z.enum(["contains", "endsWith"]), value: z.string().min(1) }),
  z.strictObject({ field, op: z.literal("matches"), value: z.string().min(1).refine(isPattern) }),
]);
const channelRule = z.strictObject({ channel: z.string().min(1), all: z.array(condition).optional(), any: z.array(condition).optional() });
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
  collapse: durationOrNoneText.optional(),
  half_life: durationText.refine((text) => !/^0+[smhdw]$/u.test(text)).optional(),
  position: z.tuple([weight, weight, weight]).refine((weights) => weights.some((part) => part > 0)).optional(),
  conversion_is_touch: z.boolean().optional(),
  reset: z.boolean().optional(),
  own_domains: z.array(z.string()).optional(),
  excluded_referrers: z.array(z.string()).optional(),
  channel_edition: z.enum(["2023-11", "2026-05"]).optional(),
  channels: z.array(channelRule).optional(),
  fraud: z.union([z.boolean(), fraudRecord]).optional(),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u").source !== "";
  } catch {
    return false;
  }
}
