import { defaultFraudRules } from "@liftproof/attribution";
import type { AttributionRulesInput, ChannelRule, FraudRules } from "@liftproof/attribution";
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";
import type { Document } from "yaml";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { parseDuration } from "../options/parse-duration.ts";
import { readTextFile } from "./read-text-file.ts";
import { rulesFault } from "./rules-fault.ts";
import type { RulePath } from "./rules-fault.ts";
import { rulesSchema } from "./rules-schema.ts";
import type { RuleOfChannel, RulesFile } from "./rules-schema.ts";

/**
 * The attribution rules of a rules.yaml; what it does not say keeps its default.
 *
 * @throws CommandFault naming file, line and key of the first mistake.
 */
export async function readRules(context: CommandContext, path: string): Promise<AttributionRulesInput> {
  const lines = new LineCounter();
  const document = parseDocument(await readTextFile(context, path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => `${path}:${Math.max(1, lines.linePos(offset).line)}`;
  const [broken] = document.errors;
  if (broken !== undefined) throw new CommandFault(`${at(broken.pos[0])}: expected YAML, got: ${broken.message.replaceAll(/\s+/gu, " ")}; mend that line`);
  const value = plainValue(document, path);
  const read = rulesSchema.safeParse(value);
  if (!read.success) {
    const fault = rulesFault(read.error, value);
    throw new CommandFault(`${at(offsetOf(document, fault.path))}: ${keyText(fault.path)}${fault.text}`);
  }
  return rulesInput(read.data);
}

/** What the file says; an empty file says nothing, so every rule keeps its default. */
function plainValue(document: Document.Parsed, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new CommandFault(`${path}:1: expected YAML that can be read, got: ${cause instanceof Error ? cause.message : "an alias that cannot be followed"}; write the values out`, { cause });
  }
}

/** Where the deepest part of a path that the file has begins: the key of a pair, or the item of a list. */
function offsetOf(document: Document.Parsed, path: RulePath): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
    const item: unknown = isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
    const next: unknown = pair?.key ?? item;
    if (!isNode(next)) return offset;
    offset = next.range?.[0] ?? offset;
    node = pair === undefined ? item : pair.value;
  }
  return offset;
}

/** "fraud.windows[0].within: " */
function keyText(path: RulePath): string {
  const text = path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
  return text === "" ? "" : `${text}: `;
}

/** Off unless the file asks for it; `fraud: true` asks for the default windows. */
function fraudRulesOf(file: RulesFile["fraud"]): FraudRules | null {
  if (file === undefined || file === false) return null;
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
