import { attributionRules, defaultFraudRules } from "@liftproof/attribution";
import type { AttributionRulesInput, ChannelRule, FraudRules } from "@liftproof/attribution";
import { LineCounter, isNode, parseDocument } from "yaml";
import * as z from "zod";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { parseDuration } from "../options/parse-duration.ts";
import { readTextFile } from "./read-text-file.ts";

const duration = z.string().regex(/^\d{1,6}[smhdw]$/u, "expected a duration like 7d, 36h or 30m");
const durationOrNone = z.union([z.literal("none"), duration]);
const channelField = z.enum(["source", "medium", "campaign", "partner", "referrerCode"]);
const condition = z.union([
  z.strictObject({ field: channelField, op: z.enum(["present", "absent"]) }),
  z.strictObject({ field: channelField, op: z.literal("in"), value: z.array(z.string()).min(1) }),
  z.strictObject({ field: channelField, op: z.enum(["contains", "endsWith"]), value: z.string().min(1) }),
  z.strictObject({ field: channelField, op: z.literal("matches"), value: z.string().min(1).refine(isPattern, "expected a regular expression") }),
]);
const channelRule = z.strictObject({ channel: z.string().min(1), all: z.array(condition).optional(), any: z.array(condition).optional() });
const weight = z.int().min(0);
const fraudWindow = z.strictObject({ within: duration, at_most: z.int().min(1) });
const fraud = z.union([
  z.boolean(),
  z.strictObject({ mode: z.enum(["burst", "excess"]).optional(), windows: z.array(fraudWindow).min(1).optional(), allowed_devices: z.array(z.string()).optional() }),
]);

const schema = z.strictObject({
  lookback: durationOrNone.optional(),
  proof_window: durationOrNone.optional(),
  partner_proof_window: durationOrNone.optional(),
  grace: duration.optional(),
  final_after: duration.optional(),
  collapse: durationOrNone.optional(),
  half_life: duration.optional(),
  position: z.tuple([weight, weight, weight]).optional(),
  conversion_is_touch: z.boolean().optional(),
  reset: z.boolean().optional(),
  own_domains: z.array(z.string()).optional(),
  excluded_referrers: z.array(z.string()).optional(),
  channel_edition: z.enum(["2023-11", "2026-05"]).optional(),
  channels: z.array(channelRule).optional(),
  fraud: fraud.optional(),
});

type RulesFile = z.infer<typeof schema>;

/**
 * The attribution rules of a rules.yaml; what it does not say keeps its default.
 *
 * @throws CommandFault naming file, line and key of the first mistake.
 */
export async function readRules(context: CommandContext, path: string): Promise<AttributionRulesInput> {
  const lines = new LineCounter();
  const document = parseDocument(await readTextFile(context, path), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) throw new CommandFault(`${path}:${broken.linePos?.[0].line ?? 1}: expected YAML, got: ${broken.message.split("\n", 1)[0]}`);
  const read = schema.safeParse(document.toJS() ?? {});
  if (!read.success) {
    const [issue] = read.error.issues;
    const key = issue?.path.join(".") ?? "";
    const node: unknown = issue === undefined || issue.path.length === 0 ? document.contents : document.getIn(issue.path.map(plainKey), true);
    const line = isNode(node) && node.range !== null && node.range !== undefined ? lines.linePos(node.range[0]).line : 1;
    throw new CommandFault(`${path}:${line}: ${key === "" ? "" : `${key}: `}${issue?.message ?? "not valid"}`);
  }
  const input = rulesInput(read.data);
  try {
    attributionRules(input);
  } catch (cause) {
    throw cause instanceof RangeError ? new CommandFault(`${path}: ${cause.message}`, { cause }) : cause;
  }
  return input;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u").source !== "";
  } catch {
    return false;
  }
}

/** Off unless the file asks for it; `fraud: true` asks for the default windows. */
function fraudRulesOf(file: z.infer<typeof fraud> | undefined): FraudRules | null {
  if (file === undefined || file === false) return null;
  if (file === true) return defaultFraudRules;
  return {
    mode: file.mode ?? defaultFraudRules.mode,
    windows: file.windows?.map(({ within, at_most: maxTouches }) => ({ windowUs: parseDuration("fraud.windows.within", within), maxTouches })) ?? defaultFraudRules.windows,
    allowedDevices: file.allowed_devices ?? [],
  };
}

function channelRuleOf({ channel, all, any }: z.infer<typeof channelRule>): ChannelRule {
  return { channel, ...(all === undefined ? {} : { all }), ...(any === undefined ? {} : { any }) };
}

function plainKey(key: PropertyKey): string | number {
  return typeof key === "symbol" ? key.toString() : key;
}

function rulesInput(file: RulesFile): AttributionRulesInput {
  const micros = (key: string, text: string): number => parseDuration(key, text);
  const orNone = (key: string, text: string): number | null => (text === "none" ? null : micros(key, text));
  return {
    ...(file.lookback === undefined ? {} : { lookbackUs: orNone("lookback", file.lookback) }),
    ...(file.proof_window === undefined ? {} : { proofWindowUs: orNone("proof_window", file.proof_window) }),
    ...(file.partner_proof_window === undefined ? {} : { partnerProofWindowUs: orNone("partner_proof_window", file.partner_proof_window) }),
    ...(file.grace === undefined ? {} : { graceUs: micros("grace", file.grace) }),
    ...(file.final_after === undefined ? {} : { finalAfterUs: micros("final_after", file.final_after) }),
    ...(file.collapse === undefined ? {} : { collapseGapUs: orNone("collapse", file.collapse) }),
    ...(file.half_life === undefined ? {} : { halfLifeUs: micros("half_life", file.half_life) }),
    ...(file.position === undefined ? {} : { positionWeights: file.position }),
    ...(file.conversion_is_touch === undefined ? {} : { conversionIsTouch: file.conversion_is_touch }),
    ...(file.reset === undefined ? {} : { resetAtOrder: file.reset }),
    ...(file.own_domains === undefined ? {} : { ownDomains: file.own_domains }),
    ...(file.excluded_referrers === undefined ? {} : { excludedReferrers: file.excluded_referrers }),
    ...(file.channel_edition === undefined ? {} : { channelEdition: file.channel_edition }),
    ...(file.channels === undefined ? {} : { customChannelRules: file.channels.map(channelRuleOf) }),
    fraud: fraudRulesOf(file.fraud),
  };
}
